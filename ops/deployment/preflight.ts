import type { Step } from "../report.ts";
import { attempt, type Interruption } from "./attempt.ts";
import type { DeploymentPorts, Source } from "./ports.ts";
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
  note("gate");
  const gate = await attempt({ name: "gate", act: () => ports.checks.gate(both) }, interruption);
  const named = gate.map((step) => ({ ...step, name: step.name === "gate" ? "gate" : `gate: ${step.name}` }));
  if (!holds(named)) return [...named, skipped("preview stage", "blocked by gate")];
  const act = () => verifiedInPreview(args, both);
  return [...named, ...(await attempt({ name: "preview stage", act }, interruption))];
}

async function verifiedInPreview({ ports, source, reason }: Preflight, signal: AbortSignal): Promise<readonly Step[]> {
  const name = "preview stage";
  if (ports.stage !== "production") return [skipped(name, "only production waits for the preview stage")];
  const deployment = await ports.checks.verifiedInPreview(source, signal);
  if (deployment !== undefined) return [passed(name, `${deployment} has verified the same commit`)];
  if (reason !== undefined) return [passed(name, `not verified there; set aside: ${reason}`)];
  const message = `Commit ${source.commit.slice(0, 12)} was not deployed to the preview stage and verified there.`;
  const fix = "Deploy it there first: ops deploy --stage preview --apply. Or say why not: --reason TEXT";
  return [failed(name, [{ code: "not-in-preview", message, fix }])];
}
