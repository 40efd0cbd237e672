import type { Batch, Measure } from "./batch.ts";
import type { Count, Counts } from "./evidence.ts";
import type { Sought } from "./traffic-needed.ts";

const HAPPENED: Readonly<Record<Measure, string>> = { errors: "failed", slow: "were slow" };
const MOST_SHOWN = 1_000_000;

type Planned = { readonly all: Batch; readonly weight: number; readonly sought: Sought };
type Weighed = { readonly counts: Counts; readonly evidence: number; readonly threshold: number };

/** Why a canary ends: what was seen of both versions, and how convincing it is. */
export function abortSentence({ measure, ...weighed }: Weighed & { readonly measure: Measure }): string {
  return `${compared({ ...weighed, measure })}; that the new version is worse has ${weight(weighed)}.`;
}

/** Why the new version replaces a bad one at once. */
export function betterSentence(weighed: Weighed): string {
  return `${compared({ ...weighed, measure: "errors" })}; that the new version is better has ${weight(weighed)}.`;
}

/** What is still missing for a judgement. */
export function continueSentence({ all, needed, weight: part, sought }: Planned & { needed: number }): string {
  return `The new version had ${whole(all.next.requests)} requests and needs up to ${whole(needed)} more at ${percent(part)} of the traffic before ${rise(sought)} would have been found.`;
}

/** Why the new version may have more traffic. */
export function promoteSentence({ all, sought, power }: Omit<Planned, "weight"> & { power: number }): string {
  return `${nothingAgainst(all)}, enough to find ${rise(sought)} with a chance of ${percent(power)} or more.`;
}

/** Why a canary is over when all traffic is on the new version. */
export function endSentence(all: Batch): string {
  return `${nothingAgainst(all)}, and no traffic is left on the current one to compare with.`;
}

function nothingAgainst({ next }: Batch): string {
  return `Nothing convincing against the new version in ${whole(next.requests)} of its requests`;
}

function rise({ errors, slow }: Sought): string {
  return `${inHundred(errors.regression)} more errors or ${inHundred(slow.regression)} more slow answers in 100 requests`;
}

function compared({ counts: { current, next }, measure }: Weighed & { readonly measure: Measure }): string {
  return `${part(next)} of the new version ${HAPPENED[measure]}, of the current one ${part(current)}`;
}

function weight({ evidence, threshold }: Omit<Weighed, "counts">): string {
  const shown = evidence > MOST_SHOWN ? `more than ${whole(MOST_SHOWN)}` : whole(Math.floor(evidence));
  return `an evidence of ${shown} (${whole(threshold)} convinces)`;
}

function part({ requests, hits }: Count): string {
  return `${whole(hits)} of ${whole(requests)} requests (${requests === 0 ? "none seen" : percent(hits / requests)})`;
}

function percent(rate: number): string {
  return `${inHundred(rate)} %`;
}

function inHundred(rate: number): number {
  return Number((rate * 100).toPrecision(2));
}

function whole(count: number): string {
  return count.toLocaleString("en");
}
