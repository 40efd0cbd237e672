import { logLine } from "../../logs/log-line.ts";
import type { Served } from "../ports.ts";
import { brokenInvocation } from "./broken-invocation.ts";
import type { CountedInvocations } from "./counted-invocations.ts";
import { isOwnRequest } from "./own-requests.ts";

/** The functions' metrics of one request, message, change or frame: its duration in seconds, and 1 where it failed by our fault. */
const MEASURED: readonly (readonly [duration: string, failed: string])[] = [
  ["http.server.request.duration", "http.server.request.faults"],
  ["messaging.process.duration", "messaging.process.failures"],
  ["stream.process.duration", "stream.process.failures"],
  ["socket.process.duration", "socket.process.faults"],
];

const START = /^START RequestId: (\S+)/;

export type ServedLine = { readonly stream: string; readonly text: string };

type Sums = { requests: number; errors: number; readonly durations: number[] };

/** What the platform writes of an invocation for which it made an instance. */
const COLD = /^REPORT RequestId: .*\bInit Duration: /s;

/**
 * Counts what one version of a function served in a while, from its log lines in their order; requests of our own by themselves. An
 * invocation that broke counts when that is said for the first time, which may be long after the while in which it began.
 */
export class ServedCount {
  readonly #own: Sums = { requests: 0, errors: 0, durations: [] };
  readonly #others: Sums = { requests: 0, errors: 0, durations: [] };
  /** Log stream → the invocation that is under way in it, for what is written without its id. */
  readonly #underWay = new Map<string, string>();
  readonly #counted: CountedInvocations;
  #broken = 0;
  /** Log stream → the durations that its last request's is the last of. */
  readonly #lastOf = new Map<string, number[]>();

  constructor(counted: CountedInvocations) {
    this.#counted = counted;
  }

  add({ stream, text }: ServedLine): void {
    const [, started] = START.exec(text) ?? [];
    if (started !== undefined) this.#underWay.set(stream, started);
    const line = logLine(text);
    if (line.kind === "metric") this.#measure(stream, line.members);
    if (COLD.test(text)) this.#lastOf.get(stream)?.pop();
    if (line.kind === "ours" || line.kind === "metric") return;
    const broken = brokenInvocation(text);
    // Before its first invocation an instance loads; should that fail, the invocation that it was for says so too.
    const invocation = broken?.id ?? (broken && this.#underWay.get(stream));
    if (invocation !== undefined && this.#counted.isFirst(invocation)) this.#broken += 1;
  }

  /** A broken invocation does not say whose it was: so many of them are known to be our own. */
  served({ ownBroken }: { readonly ownBroken: number }): { readonly own: Served; readonly others: Served } {
    const own = Math.min(ownBroken, this.#broken);
    return { own: withBroken(this.#own, own), others: withBroken(this.#others, this.#broken - own) };
  }

  #measure(stream: string, members: Readonly<Record<string, unknown>>): void {
    const sums = isOwnRequest(members.correlationId) ? this.#own : this.#others;
    this.#lastOf.delete(stream);
    for (const [duration, failed] of MEASURED) {
      const seconds = members[duration];
      if (typeof seconds !== "number") continue;
      sums.requests += 1;
      if (members.filled !== true) {
        sums.durations.push(seconds * 1000);
        this.#lastOf.set(stream, sums.durations);
      }
      if (typeof members[failed] === "number" && members[failed] > 0) sums.errors += 1;
    }
  }
}

function withBroken({ requests, errors, durations }: Sums, broken: number): Served {
  return { requests: requests + broken, errors: errors + broken, durations };
}
