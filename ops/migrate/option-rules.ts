import type { Stage } from "../../runtime/domain/stage.ts";
import { badInput } from "../failure.ts";
import { CALLED, type Mode, PLACED } from "./option-table.ts";

export const HELP = "See: ops migrate-schema --help";

type Words = Readonly<Record<string, unknown>>;

/** An option that is taken once and was given twice came as a list. */
export function refuseRepeated(options: Words): void {
  for (const [name, value] of Object.entries(options)) {
    if (Array.isArray(value) && name !== "_") throw badInput(`--${name} was given more than once.`, HELP);
  }
}

/** An option that would say nothing is refused rather than ignored. */
export function refuseMisplaced(mode: Mode, options: Words): void {
  for (const [name, modes] of Object.entries(PLACED) as [string, readonly Mode[]][]) {
    if (options[name] === undefined || options[name] === false || modes.includes(mode)) continue;
    const places = modes.map((each) => CALLED[each]).join(", ");
    throw badInput(`--${name} says nothing with ${CALLED[mode]}.`, `It goes with: ${places}.`);
  }
  for (const name of ["out", "local-file", "i-have-a-backup", "run", "confirm"]) {
    if (options[name] === "") throw badInput(`--${name} is empty.`, HELP);
  }
}

export type Confirmable = {
  readonly stage: Stage;
  readonly confirm?: string | undefined;
  readonly apply?: boolean | undefined;
};

/** Production's data is changed only by someone who has typed its name. */
export function refuseUnconfirmed(mode: Mode, { stage, confirm, apply }: Confirmable): void {
  if (confirm !== undefined && !apply) {
    throw badInput(
      "--confirm is for what writes, and nothing is written without --apply.",
      "Add --apply, or leave it.",
    );
  }
  if (confirm !== undefined && confirm !== stage) {
    throw badInput(`--confirm names ${confirm}, and the stage is ${stage}.`, `Is it ${stage} that you mean?`);
  }
  if (apply && stage === "production" && confirm === undefined) {
    const words = mode === "rollback" ? "Rolling back" : "Migrating";
    throw badInput(`${words} production changes its data.`, "If that is meant, add: --confirm production");
  }
}

/** A whole number from 1 to `most`. */
export function amountOf({
  name,
  value,
  most,
  unit,
}: {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  readonly unit: string;
}): number {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
  const got = Number.isNaN(value) ? "no number" : `${value}`;
  throw badInput(
    `--${name} is ${got}; it takes 1 to ${most.toLocaleString("en")} ${unit}.`,
    `Like: --${name} ${Math.min(most, 50)}`,
  );
}
