import type { Stage } from "../../../runtime/domain/stage.ts";
import { labelled } from "../../migrate/told.ts";
import { DEPLOYMENT } from "../plans.ts";
import type { DeployWish } from "./deploy-options.ts";

export type PlannedSteps = {
  readonly stage: Stage;
  readonly wish: Pick<DeployWish, "canaryLeftOut">;
  /** Migrations that are pending. */
  readonly migrations: { readonly first: readonly string[]; readonly last: readonly string[] };
};

/** What a deployment goes through, a row a step, with what of it is known to be left out. */
export function plannedSteps({ stage, wish, migrations }: PlannedSteps): readonly string[] {
  const known: Readonly<Record<string, string>> = {
    "migrations first": pendingTold(migrations.first),
    "migrations last": pendingTold(migrations.last),
    ...(wish.canaryLeftOut === undefined ? {} : { canary: `left out: ${wish.canaryLeftOut}` }),
  };
  const before: readonly (readonly [string, string])[] = [
    ["gate", "ops gate: everything that can be judged before."],
    ...(stage === "production" ? [["preview stage", "The same commit has to be verified there."] as const] : []),
    ["ledger", "The deployment's entry, with what was there before."],
  ];
  const rows = DEPLOYMENT.map(({ name, explains }) => {
    const told = known[name];
    return [name, told === undefined ? explains : `${explains} Now: ${told}.`] as const;
  });
  return labelled([...before, ...rows]);
}

function pendingTold(ids: readonly string[]): string {
  return ids.length === 0 ? "none" : ids.join(", ");
}
