import { judgeCanary } from "../../canary/judge-canary.ts";
import { CANARY_STEPS, type CanaryStep } from "../../canary/steps.ts";
import type { CanaryVerdict } from "../../canary/verdict.ts";
import type { Step } from "../../report.ts";
import { batchOf, FEWEST_USUAL, slowThresholds, trafficOf } from "../canary-batch.ts";
import type { Targets } from "../ports.ts";
import type { DeploymentRecord } from "../record.ts";
import { misdirected } from "../settled.ts";
import { type DeploymentStep, failed, passed, skipped, type Turn } from "../step.ts";

const name = "canary";

/** Log lines of a while are read once it is over by so many milliseconds. */
const LAG = 2_000;
const WINDOW = 5_000;
/** How long the users' own requests are waited for at each weight before requests of our own are sent. */
const USERS_WAITED_FOR = 30_000;
/** How far back the current version's usual durations are looked for. */
const USUAL_WITHIN = 15 * 60_000;
const MOST_SENT = 200;
/** A canary that needs more rounds than this is not going to end. */
const MOST_ROUNDS = 200;

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
    if (lines.some(({ status }) => status !== "passed")) return lines;
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

/** Each function that was live before and has a new version: its alias with nothing on the new one yet. */
function movingIn({
  before,
  versions = {},
}: DeploymentRecord): Readonly<Record<string, { version: string; to: string }>> {
  const entries = Object.entries(versions).flatMap(([one, to]) => {
    const version = before.targets[one]?.version;
    return version === undefined || version === to ? [] : [[one, { version, to }] as const];
  });
  return Object.fromEntries(entries);
}

type Moving = ReturnType<typeof movingIn>;

function wholly(moving: Moving): Targets {
  return Object.fromEntries(Object.entries(moving).map(([one, { to }]) => [one, { version: to }]));
}

function partly(moving: Moving, weight: number): Targets {
  const entries = Object.entries(moving).map(([one, { version, to }]) => [
    one,
    { version, next: { version: to, weight } },
  ]);
  return Object.fromEntries(entries) as Targets;
}

function reasonNotToMove({ before }: DeploymentRecord): string {
  const isFirst = Object.keys(before.targets).length === 0;
  return isFirst ? "first deployment: there is nothing to compare with" : "no function has new code or settings";
}

function leftOut(reason: string): Step {
  return passed(name, `left out: ${reason}`);
}

async function throughWeights(turn: Turn, signal: AbortSignal): Promise<readonly Step[]> {
  const lines: Step[] = [];
  await threshold(turn, signal);
  for (const step of CANARY_STEPS.filter(({ weight }) => weight < 1)) {
    if (step.weight < (turn.record.canary?.weight ?? 0)) continue;
    await turn.ports.functions.point(partly(movingIn(turn.record), step.weight), signal);
    await began(turn, step.weight);
    const { verdict, sentence } = await compared(turn, step, signal);
    if (verdict === "silent") return [...lines, passed(`${name} ${step.weight * 100} %`, sentence)];
    const line = `${name} ${step.weight * 100} %`;
    turn.note(`${line}: ${sentence}`);
    if (verdict === "promote") lines.push(passed(line, sentence));
    else {
      const fix = "Compare the versions' log lines: ops logs --errors. Nothing else of it stays.";
      const code = verdict === "abort" ? "worse" : "not-enough-traffic";
      return [...lines, failed(line, [{ code, message: sentence, fix }])];
    }
  }
  return lines;
}

/** What counts as slow is settled before the new version has any traffic. */
async function threshold({ ports, record, remember }: Turn, signal: AbortSignal): Promise<void> {
  if (record.canary !== undefined) return;
  const targets = partly(movingIn(record), 0);
  const usual = () => {
    const until = ports.now() - LAG;
    return ports.traffic.observe(targets, { since: until - USUAL_WITHIN, until }, signal);
  };
  let seen = await usual();
  const isKnown = (name: string) => trafficOf({ function: name, own: true }) in slowThresholds(seen);
  // They are divided among the functions, and of each instance the first ones tell nothing. The new versions' become ready so.
  if (!Object.keys(targets).every(isKnown) && (await ports.traffic.send(targets, 4 * FEWEST_USUAL, signal)) > 0) {
    await ports.sleep(2 * LAG, signal);
    seen = await usual();
  }
  const users = seen.some(({ own }) => !own);
  await remember({ canary: { weight: 0, since: ports.now(), users, slowerThan: slowThresholds(seen), batches: [] } });
}

/** A weight begins; what is seen from here on counts for it. */
async function began({ ports, record, remember }: Turn, weight: number): Promise<void> {
  const { canary } = record;
  if (canary === undefined || canary.weight === weight) return;
  await remember({ canary: { ...canary, weight, since: Math.max(canary.since, ports.now()) } });
}

/** Nobody asked the new versions anything, and nothing can be asked of them from here. */
type Silent = { readonly verdict: "silent"; readonly sentence: string };

function heardNothing({ record: { canary } }: Turn): boolean {
  return canary?.batches.every(({ next }) => next.requests === 0) ?? true;
}

function silence(targets: Targets): string {
  const names = Object.keys(targets).join(", ");
  return `not compared: nobody asked the new version of ${names} anything, and no request of our own fits; it was verified alone`;
}

/** Looks again and again until the test has a verdict; sends requests of our own when the users' are too few. */
async function compared(turn: Turn, step: CanaryStep, signal: AbortSignal): Promise<CanaryVerdict | Silent> {
  const { ports } = turn;
  const targets = partly(movingIn(turn.record), step.weight);
  const begun = ports.elapsed();
  const patience = turn.record.canary?.users ? USERS_WAITED_FOR : 0;
  let verdict = judged(turn, step);
  for (let round = 0; verdict.verdict === "continue" && round < MOST_ROUNDS; round += 1) {
    turn.note(`canary ${step.weight * 100} %: ${verdict.sentence}`);
    if (ports.elapsed() - begun >= patience) {
      const sent = await ports.traffic.send(targets, Math.min(Math.ceil(1.1 * verdict.needed) + 20, MOST_SENT), signal);
      if (sent === 0 && heardNothing(turn)) return { verdict: "silent", sentence: silence(targets) };
    }
    await ports.sleep(WINDOW, signal);
    await observed(turn, targets, signal);
    verdict = judged(turn, step);
  }
  return verdict;
}

async function observed({ ports, record, remember }: Turn, targets: Targets, signal: AbortSignal): Promise<void> {
  const { canary } = record;
  if (canary === undefined) throw new Error("A canary begins before it observes.");
  const { since, slowerThan, weight } = canary;
  const until = ports.now() - LAG;
  if (until <= since) return;
  const seen = await ports.traffic.observe(targets, { since, until }, signal);
  const batches = seen.map((each) => ({
    weight,
    function: each.function,
    ...batchOf(each, slowerThan[trafficOf(each)]),
  }));
  await remember({ canary: { ...canary, since: until, batches: [...canary.batches, ...batches] } });
}

function judged({ record: { canary, rollForward } }: Turn, step: CanaryStep): CanaryVerdict {
  return judgeCanary({ observed: canary?.batches ?? [], step, rollForward });
}
