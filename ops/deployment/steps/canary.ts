import { CANARY_STEPS, type CanaryStep } from "../../canary/steps.ts";
import type { Step } from "../../report.ts";
import { slowThresholds } from "../canary-batch.ts";
import { comparison } from "../canary-comparison.ts";
import { canaryLine } from "../canary-line.ts";
import { movingIn, partly, wholly } from "../moving.ts";
import type { Targets } from "../ports.ts";
import type { DeploymentRecord } from "../record.ts";
import { misdirected } from "../settled.ts";
import { type DeploymentStep, failed, holds, passed, skipped, type Turn } from "../step.ts";
import { usualTraffic } from "../usual-traffic.ts";

const name = "canary";

/** Traffic moves to the new versions bit by bit, as long as they are not worse than the current ones on the same traffic. */
export const canary: DeploymentStep = {
  name,
  explains:
    "Moves traffic 5 → 25 → 100 % while a sequential test compares errors and latency with the current version.",
  async run(turn, signal) {
    const { ports, record } = turn;
    const moving = movingIn(record);
    const names = Object.keys(moving);
    if (names.length === 0) return [skipped(name, reasonNotToMove(record))];
    const lines =
      record.canaryLeftOut === undefined ? await throughWeights(turn, signal) : [leftOut(record.canaryLeftOut)];
    if (!holds(lines)) return lines;
    await ports.functions.point(wholly(moving), signal);
    const problems = await misdirected({ ports, meant: wholly(moving) }, signal);
    return problems.length > 0
      ? [failed(name, problems)]
      : [...lines, passed(name, `all traffic is on the new versions of ${names.join(", ")}`)];
  },
  async undo({ ports, record }, signal) {
    const back = Object.fromEntries(Object.keys(movingIn(record)).map((one) => [one, record.before.targets[one]]));
    const meant = back as Targets;
    await ports.functions.point(meant, signal);
    const problems = await misdirected({ ports, meant }, signal);
    if (problems.length > 0) return [failed("undo canary", problems)];
    return [passed("undo canary", "all traffic is on the versions of before")];
  },
};

function reasonNotToMove({ before }: DeploymentRecord): string {
  const isFirst = Object.keys(before.targets).length === 0;
  return isFirst ? "first deployment: there is nothing to compare with" : "no function has new code or settings";
}

function leftOut(reason: string): Step {
  return passed(name, `left out: ${reason}`);
}

/** The lines of the weights, up to the first that failed. */
async function throughWeights(turn: Turn, signal: AbortSignal): Promise<readonly Step[]> {
  const lines: Step[] = [];
  await threshold(turn, signal);
  for (const step of CANARY_STEPS.filter(({ weight }) => weight < 1)) {
    if (step.weight < (turn.record.canary?.weight ?? 0)) continue;
    lines.push(await atWeight(turn, step, signal));
    if (!holds(lines)) break;
  }
  return lines;
}

async function atWeight(turn: Turn, step: CanaryStep, signal: AbortSignal): Promise<Step> {
  await turn.ports.functions.point(partly(movingIn(turn.record), step.weight), signal);
  await began(turn, step.weight);
  const compared = await comparison({ turn, step }, signal);
  const line = canaryLine({ ...compared, name: `${name} ${step.weight * 100} %`, record: turn.record });
  const { detail, reason, findings } = line;
  turn.note(`${line.name}: ${detail ?? reason ?? findings.map(({ message }) => message).join(" ")}`);
  return line;
}

/** What counts as slow is settled before the new version has any traffic. */
async function threshold({ ports, record, remember }: Turn, signal: AbortSignal): Promise<void> {
  if (record.canary !== undefined) return;
  const seen = await usualTraffic({ ports, targets: partly(movingIn(record), 0) }, signal);
  const users = seen.some(({ own }) => !own);
  await remember({ canary: { weight: 0, since: ports.now(), users, slowerThan: slowThresholds(seen), batches: [] } });
}

/** A weight begins; what is seen from here on counts for it. */
async function began({ ports, record, remember }: Turn, weight: number): Promise<void> {
  const { canary } = record;
  if (canary === undefined || canary.weight === weight) return;
  await remember({ canary: { ...canary, weight, since: Math.max(canary.since, ports.now()) } });
}
