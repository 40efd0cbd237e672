import type { Step } from "../report.ts";
import { attempt, type Interruption } from "./attempt.ts";
import type { DeploymentPorts, Source } from "./ports.ts";
import { deployCommand } from "./stage-commands.ts";
import { failed, holds, passed, skipped } from "./step.ts";

export type Preflight = {
  readonly ports: DeploymentPorts;
  readonly source: Source;
  /** Why production need not wait for the preview stage. */
  readonly reason?: string | undefined;
  readonly note: (line: string) => void;
};

/** What has to hold before anything is written. */
export async function preflight(args: Preflight, interruption: Interruption): Promise<readonly Step[]> {
  const { ports, note } = args;
  const both = AbortSignal.any([interruption.soft, interruption.hard]);
  const next = `begin again, for nothing was begun: ${deployCommand(ports.stage)}`;
  note("gate");
  const gate = await attempt({ name: "gate", act: () => ports.checks.gate(both), next }, interruption);
  const named = gate.map((step) => ({ ...step, name: step.name === "gate" ? "gate" : `gate: ${step.name}` }));
  if (!holds(named)) return [...named, skipped(PREVIEW, "blocked by gate")];
  const act = () => verifiedInPreview(args, both);
  return [...named, ...(await attempt({ name: PREVIEW, act, next }, interruption))];
}

async function verifiedInPreview({ ports, source, reason }: Preflight, signal: AbortSignal): Promise<readonly Step[]> {
  if (ports.stage !== "production") return [skipped(PREVIEW, "only production waits for the preview stage")];
  const deployment = await ports.checks.verifiedInPreview(source, signal);
  if (deployment !== undefined) return [passed(PREVIEW, `${deployment} has verified the same commit`)];
  if (reason !== undefined) return [passed(PREVIEW, `not verified there; set aside: ${reason}`)];
  return [notInPreview(source)];
}

const PREVIEW = "preview stage";

/** The line about a commit that production may not have yet. */
export function notInPreview({ commit }: Pick<Source, "commit">): Step {
  const message = `Commit ${commit.slice(0, 12)} was not deployed to the preview stage and verified there, or was gone back from since.`;
  const fix = `Deploy it there first: ${deployCommand("preview")}. Or say why not: --reason TEXT`;
  return failed(PREVIEW, [{ code: "not-in-preview", message, fix }]);
}
