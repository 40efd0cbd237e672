import { startModelStandIn } from "../local/model/server.ts";
import { askOurs } from "./failover-ours.ts";
import { askPeer } from "./failover-peer.ts";
import { type FailoverQuestion, failoverQuestion } from "./failover-question.ts";
import type { Row } from "./row.ts";

const TODAY = new Date("2026-11-21T12:00:00Z");
const OUR_REQUESTS = 50;
const PEER_REQUESTS = 5;
const LIMIT_MILLISECONDS = 5_000;

/** What the primary model does to every call. */
const FAULTS = ["hang", "hang-mid", "reset", "429", "429-retry-after", "invalid-json"];

type Seen = { readonly fault: string; readonly ours: readonly number[]; readonly peer: readonly number[] };

/** The model step of a job as preview's worker runs it, each request the first of its process, against the usual retries. */
export const failover: Row = {
  name: "failover",
  work: "p99 to a valid answer although the primary model hangs, resets, limits, or answers garbage",
  peer: "3 tries of 10 s, then the fallback model",
  target: { text: "p99 < 5 s", met: (_, ours) => ours < LIMIT_MILLISECONDS },
  async measure(signal) {
    const question = failoverQuestion("nano");
    const seen: Seen[] = [];
    for (const fault of FAULTS) {
      const [ours, peer] = await Promise.all([
        times({ fault, question, count: OUR_REQUESTS, ask: askOurs }, signal),
        times({ fault, question, count: PEER_REQUESTS, ask: askPeer }, signal),
      ]);
      seen.push({ fault, ours, peer });
    }
    return {
      ours: Math.round(p99(seen.flatMap(({ ours }) => ours))),
      peer: Math.round(p99(seen.flatMap(({ peer }) => peer))),
      unit: "ms",
      notes: [...seen.map(byFault), await byTier(signal)],
    };
  },
};

type Round = {
  readonly fault: string;
  readonly question: FailoverQuestion;
  readonly count: number;
  readonly ask: typeof askOurs;
};

/** Milliseconds to a valid answer of so many requests at once, at a provider of their own whose primary model always fails. */
async function times({ fault, question, count, ask }: Round, signal: AbortSignal): Promise<readonly number[]> {
  const standIn = await startModelStandIn({ now: () => TODAY });
  try {
    await queueFault({ url: standIn.url, fault, model: question.primary }, signal);
    const one = async () => {
      const began = performance.now();
      const { data, model } = await ask({ url: standIn.url, question, today: TODAY }, signal);
      if (question.problems(data).length > 0) throw new Error(`${fault}: an answer does not fit.`);
      if (model !== question.fallback) throw new Error(`${fault}: ${model} answered instead of ${question.fallback}.`);
      return performance.now() - began;
    };
    return await Promise.all(Array.from({ length: count }, one));
  } finally {
    await standIn.stop();
  }
}

async function queueFault(
  { url, ...fault }: { url: string; fault: string; model: string },
  signal: AbortSignal,
): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ ...fault, times: 1_000_000 });
  const answer = await fetch(new URL("/stand-in/faults", url), { method: "POST", headers, body, signal });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The time that 99 of 100 requests stay within; of fewer than 100, the longest. */
function p99(milliseconds: readonly number[]): number {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

function byFault({ fault, ours, peer }: Seen): string {
  const told = (all: readonly number[]) => `${p99(all).toFixed(0)} ms (${all.length} requests)`;
  return `  ${fault}: ours ${told(ours)}, peer ${told(peer)}`;
}

/** The larger tiers take longer over their answers, so they are waited for longer before the fallback is asked. */
async function byTier(signal: AbortSignal): Promise<string> {
  const told = await Promise.all(
    (["mini", "full"] as const).map(async (tier) => {
      const question = failoverQuestion(tier);
      const seen = await times({ fault: "hang", question, count: PEER_REQUESTS, ask: askOurs }, signal);
      return `${tier} ${p99(seen).toFixed(0)} ms`;
    }),
  );
  return `  above: nano tier; a first hang of the larger tiers: ${told.join(", ")}`;
}
