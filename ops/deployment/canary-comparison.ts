import { judgeCanary } from "../canary/judge-canary.ts";
import type { CanaryStep } from "../canary/steps.ts";
import type { CanaryVerdict } from "../canary/verdict.ts";
import { batchOf, trafficOf } from "./canary-batch.ts";
import { LOG_LAG } from "./log-lag.ts";
import { movingIn, partly } from "./moving.ts";
import type { Targets } from "./ports.ts";
import type { Turn } from "./step.ts";

const WINDOW = 5_000;
/** How long the users' own requests are waited for at each weight before requests of our own are sent. */
const USERS_WAITED_FOR = 30_000;
/** How long they are waited for at each weight where nothing of our own can be asked: some functions have an event every few minutes only. */
const ONLY_USERS_WAITED_FOR = 5 * 60_000;
/** A request that hangs is told of when its function's time is over, after so long at most where users wait: who goes on earlier has not heard of it. */
export const LONGEST_REQUEST = 30_000;
const LEAST_STAY = LONGEST_REQUEST + LOG_LAG;
const MOST_SENT = 200;
/** A canary that needs more rounds than this is not going to end. */
const MOST_ROUNDS = 200;

/** How a weight ended; a verdict of `continue` where there was not enough to judge by. */
export type Comparison = {
  readonly verdict: CanaryVerdict;
  /** Where only the users' requests could be compared, too few of them are nobody's fault. */
  readonly judgedBy: "users" | "users and our own";
};

type Compared = { readonly turn: Turn; readonly step: CanaryStep };

/** Looks again and again until the test has a verdict; sends requests of our own when the users' are too few. */
export async function comparison({ turn, step }: Compared, signal: AbortSignal): Promise<Comparison> {
  const { ports } = turn;
  const targets = partly(movingIn(turn.record), step.weight);
  const begun = ports.elapsed();
  const left = (milliseconds: number) => begun + milliseconds - ports.elapsed();
  const hasUsers = turn.record.canary?.users === true;
  const patience = hasUsers ? USERS_WAITED_FOR : 0;
  let judgedBy: Comparison["judgedBy"] = "users and our own";
  let verdict = judged(turn, step);
  for (let round = 0; verdict.verdict !== "abort" && round < MOST_ROUNDS; round += 1) {
    turn.note(`canary ${step.weight * 100} %: ${verdict.sentence}`);
    const stays = hasUsers ? left(LEAST_STAY) : 0;
    if (verdict.verdict === "promote" && stays <= 0) break;
    if (verdict.verdict === "continue" && judgedBy !== "users" && left(patience) <= 0) {
      const count = Math.min(Math.ceil(1.1 * verdict.needed) + 20, MOST_SENT);
      if ((await ports.traffic.send(targets, count, signal)) === 0) judgedBy = "users";
    }
    if (judgedBy === "users" && left(ONLY_USERS_WAITED_FOR) <= 0) break;
    await ports.sleep(verdict.verdict === "promote" ? stays : WINDOW, signal);
    await observed({ turn, targets }, signal);
    verdict = judged(turn, step);
  }
  return { verdict, judgedBy };
}

async function observed(
  { turn: { ports, record, remember }, targets }: { readonly turn: Turn; readonly targets: Targets },
  signal: AbortSignal,
): Promise<void> {
  const { canary } = record;
  if (canary === undefined) throw new Error("A canary begins before it observes.");
  const { since, slowerThan, weight } = canary;
  const until = ports.now() - LOG_LAG;
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
