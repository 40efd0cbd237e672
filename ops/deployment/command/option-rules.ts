import type { Stage } from "../../../runtime/domain/stage.ts";
import { badInput } from "../../failure.ts";

/** An option that is taken once and was given twice, or one with nothing in it. */
export function refuseOdd(command: string, options: Readonly<Record<string, unknown>>): void {
  const help = `See: ops ${command} --help`;
  for (const [name, value] of Object.entries(options)) {
    if (name === "_") continue;
    if (Array.isArray(value)) throw badInput(`--${name} was given more than once.`, help);
    if (typeof value === "string" && value.trim() === "" && name !== "status") {
      throw badInput(`--${name} is empty.`, help);
    }
  }
}

/** Options that say nothing together, by their names. */
export type Contradiction = readonly [one: string, other: string];

/** Two options of which one would be ignored. */
export function refuseTogether(contradictions: readonly Contradiction[], options: Readonly<Record<string, unknown>>) {
  const given = (name: string) => options[name] !== undefined && options[name] !== false;
  for (const [one, other] of contradictions) {
    if (given(one) && given(other)) {
      throw badInput(`--${one} and --${other} say nothing together.`, "Leave one of them out.");
    }
  }
}

/** What sets a rule aside is kept in the ledger with the words of whoever does. */
export function refuseUnreasoned(names: readonly string[], options: Readonly<Record<string, unknown>>): void {
  const name = names.find((each) => options[each] === true);
  if (name === undefined || options.reason !== undefined) return;
  throw badInput(`--${name} sets a rule aside, and the ledger keeps why.`, `Say it: --${name} --reason TEXT`);
}

export type Confirmable = {
  readonly stage: Stage;
  readonly apply?: boolean | undefined;
  readonly confirm?: string | undefined;
};

/** Production is changed only by someone who has typed its name. */
export function refuseUnconfirmed({ stage, apply, confirm }: Confirmable): void {
  if (confirm !== undefined && !apply) {
    throw badInput("--confirm is for what changes a stage, and without --apply nothing does.", "Add --apply.");
  }
  if (confirm !== undefined && confirm !== stage) {
    throw badInput(`--confirm names ${confirm}, and the stage is ${stage}.`, `Is it ${stage} that you mean?`);
  }
  if (apply && stage === "production" && confirm === undefined) {
    throw badInput("This changes what production serves.", "If that is meant, add: --confirm production");
  }
}

/** Options for the embedded AWS alone; `endpoint` is where AWS is asked, absent for AWS itself. */
export function refuseElsewhere(
  names: readonly string[],
  { options, endpoint }: { readonly options: Readonly<Record<string, unknown>>; readonly endpoint: string | undefined },
): void {
  const name = names.find((each) => options[each] === true);
  if (name === undefined || isLoopback(endpoint)) return;
  const where = endpoint === undefined ? "AWS_ENDPOINT_URL is not set" : `AWS_ENDPOINT_URL is ${endpoint}`;
  throw badInput(
    `--${name} is for the embedded AWS on this machine, and ${where}.`,
    `Leave it out, or go there: eval "$(npm run -s local -- env)"`,
  );
}

function isLoopback(endpoint: string | undefined): boolean {
  const host = endpoint === undefined ? undefined : URL.parse(endpoint)?.hostname;
  return host !== undefined && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
}
