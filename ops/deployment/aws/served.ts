import { logLine } from "../../logs/log-line.ts";
import type { Served } from "../ports.ts";
import { isOwnRequest } from "./own-requests.ts";

/** The functions' metrics of one request, message, change or frame: its duration in seconds, and 1 where it failed by our fault. */
const MEASURED: readonly (readonly [duration: string, failed: string])[] = [
  ["http.server.request.duration", "http.server.request.faults"],
  ["messaging.process.duration", "messaging.process.failures"],
  ["stream.process.duration", "stream.process.failures"],
  ["socket.process.duration", "socket.process.faults"],
];

/** What the platform writes when an invocation did not come to its own end. */
const BROKEN =
  /\bTask timed out after\b|\bRuntime exited\b|\bStatus: (error|timeout)\b|\t(ERROR|error)\t(Invoke|Uncaught|Unhandled)/;
const START = /^START RequestId: (\S+)/;

export type ServedLine = { readonly stream: string; readonly text: string };

type Sums = { requests: number; errors: number; readonly durations: number[] };

/** What the platform writes of an invocation for which it made an instance. */
const COLD = /^REPORT RequestId: .*\bInit Duration: /s;

/** Counts what one version of a function served, from its log lines in their order; requests of our own by themselves. */
export class ServedCount {
  readonly #own: Sums = { requests: 0, errors: 0, durations: [] };
  readonly #others: Sums = { requests: 0, errors: 0, durations: [] };
  /** Log stream → the invocation that is under way in it. */
  readonly #underWay = new Map<string, string>();
  readonly #broken = new Set<string>();
  /** Log stream → the durations that its last request's is the last of. */
  readonly #lastOf = new Map<string, number[]>();

  add({ stream, text }: ServedLine): void {
    const [, started] = START.exec(text) ?? [];
    if (started !== undefined) this.#underWay.set(stream, started);
    const line = logLine(text);
    if (line.kind === "metric") this.#measure(stream, line.members);
    if (COLD.test(text)) this.#lastOf.get(stream)?.pop();
    const invocation = this.#underWay.get(stream);
    // Before its first invocation an instance loads; should that fail, the invocation that it was for says so too.
    if (line.kind === "ours" || line.kind === "metric" || invocation === undefined || !BROKEN.test(text)) return;
    this.#broken.add(invocation);
  }

  /** A broken invocation does not say whose it was: so many of them are known to be our own. */
  served({ ownBroken }: { readonly ownBroken: number }): { readonly own: Served; readonly others: Served } {
    const own = Math.min(ownBroken, this.#broken.size);
    return { own: withBroken(this.#own, own), others: withBroken(this.#others, this.#broken.size - own) };
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
