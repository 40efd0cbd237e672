import { ago } from "../../migrate/figures.ts";
import { FIGURES, labelled } from "../../migrate/told.ts";
import { DEPLOYMENT, ROLLBACK } from "../plans.ts";
import type { Targets } from "../ports.ts";
import type { DeploymentRecord } from "../record.ts";
import type { RollbackPlan } from "../rollback.ts";
import { applied } from "../stage-commands.ts";
import type { DeploymentOutcome } from "./answer.ts";
import { recordLines, short, versionsMoved } from "./record-lines.ts";
import type { RollbackWork } from "./rollback-options.ts";

export type PlannedRollback = {
  readonly work: Pick<RollbackWork, "stage" | "words">;
  readonly plan: RollbackPlan;
  readonly targets: Targets;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** What a rollback would do, for programs and for a person. */
export function rollbackOutcome({ work: { stage, words }, plan, targets, now }: PlannedRollback): DeploymentOutcome {
  const { head, body } = plan.kind === "go-back" ? wayBack(plan, { targets, now }) : unfinishedWay(plan, now);
  const figures = { code: FIGURES, subject: stage, message: head, witness: { ...plan, targets } };
  return {
    steps: [{ name: "plan", status: "passed", detail: head, findings: [figures] }],
    shows: "figures",
    told: {
      head: `${stage}: ${head}`,
      body,
      next: [["ops rollback", "--stage", stage, applied(stage), ...words].join(" ")],
    },
  };
}

type Way = { readonly head: string; readonly body: readonly string[] };

function wayBack(
  { from, to, migrations }: Extract<RollbackPlan, { kind: "go-back" }>,
  { targets, now }: Pick<PlannedRollback, "targets" | "now">,
): Way {
  const aliases = versionsMoved({ ...to, before: { ...to.before, targets: { ...targets } } });
  return {
    head: `from ${from.id} back to ${to.id}`,
    body: [
      ...labelled([
        ["aliases", aliases],
        ["commit", `${short(from.source.commit)} → ${short(to.source.commit)}`],
        ["of then", `${to.id} by ${to.who}, ${ago(to.startedAt, now)}`],
        ["migrations", migrations.length === 0 ? "none was applied since" : `undo ${namesOf(migrations)}`],
      ]),
      ...["", "  --apply would go through", ...labelled(ROLLBACK.map(({ name, explains }) => [name, explains]))],
    ],
  };
}

function namesOf(migrations: DeploymentRecord["migrations"]): string {
  return migrations
    .map(({ id }) => id)
    .toReversed()
    .join(", ");
}

function unfinishedWay({ kind, unfinished }: Extract<RollbackPlan, { unfinished: unknown }>, now: number): Way {
  const { id, state, steps } = unfinished;
  const begun = new Set(
    steps.filter(({ status }) => status !== "skipped" && status !== "undone").map(({ name }) => name),
  );
  const undone = DEPLOYMENT.filter(({ name, undo }) => undo !== undefined && begun.has(name)).map(({ name }) => name);
  const way =
    kind === "go-on"
      ? ["  --apply would go on with it."]
      : [`  --apply would undo ${undone.length === 0 ? "nothing, and close it" : undone.toReversed().join(", ")}.`];
  const head = kind === "go-on" ? `${id} is not finished (${state})` : `${id} is not finished (${state}): undo it`;
  return { head, body: [...recordLines(unfinished, now), "", ...way] };
}
