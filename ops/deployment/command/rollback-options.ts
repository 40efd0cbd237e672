import type { Stage } from "../../../runtime/domain/stage.ts";
import { refuseOdd, refuseTogether, refuseUnconfirmed, refuseUnreasoned } from "./option-rules.ts";

/** What the command line says to `ops rollback`. */
export type RollbackOptions = {
  stage: Stage;
  to?: string | undefined;
  apply?: boolean | undefined;
  reason?: string | undefined;
  "keep-migrations"?: boolean | undefined;
  resume?: string | undefined;
  confirm?: string | undefined;
  json: boolean;
};

/** What is to be done. */
export type RollbackWork = {
  readonly stage: Stage;
  readonly kind: "plan" | "apply";
  readonly to: string | undefined;
  /** The rollback that is gone on with. */
  readonly resumed: string | undefined;
  readonly reason: string | undefined;
  readonly irreversible: "refused" | "kept";
  /** The options that the same rollback needs again when it is done. */
  readonly words: readonly string[];
};

/** The work that options ask for; a sentence when they contradict each other. */
export function plannedRollback(options: RollbackOptions): RollbackWork {
  refuseOdd("rollback", options);
  refuseTogether(
    ["to", "reason", "keep-migrations"].map((name) => ["resume", name] as const),
    options,
  );
  refuseUnreasoned(["keep-migrations"], options);
  refuseUnconfirmed(options);
  const { stage, to, apply, reason, resume, "keep-migrations": keep } = options;
  return {
    ...{ stage, to, reason, resumed: resume, kind: apply ? "apply" : "plan" },
    irreversible: keep ? "kept" : "refused",
    words: [
      ...(to === undefined ? [] : [`--to ${to}`]),
      ...(resume === undefined ? [] : [`--resume ${resume}`]),
      ...(keep ? ["--keep-migrations"] : []),
      ...(reason === undefined ? [] : [`--reason '${reason.replaceAll("'", `'\\''`)}'`]),
    ],
  };
}
