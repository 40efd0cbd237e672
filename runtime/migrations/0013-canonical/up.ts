import type { PlainItem, Up } from "../migration.ts";
import { isTooDeep } from "../plain/depth.ts";
import { readItem } from "../plain/read-plain.ts";
import type { Fields, Value } from "../plain/value.ts";
import { writeItem } from "../plain/write-plain.ts";
import { differenceFrom, writeEnvelope } from "./envelope.ts";
import { fieldsOfJob, type Job, SCHEMA_VERSION } from "./job.ts";
import { readJob } from "./read-job.ts";
import { recognise } from "./recognise.ts";
import { Refusal } from "./refusal.ts";
import type { Shape } from "./shape.ts";
import { itemBytes } from "./size.ts";
import { writeJob } from "./write-job.ts";

const MOST_BYTES = 409_600;

/** The table's time-to-live attribute: it stays where it is, in every shape and both ways. */
export const TTL = "ttl";

/** An item in the canonical form with what it needs to go back, or why it stays as it is. */
export function up(plain: PlainItem): Up {
  const item = readItem(plain);
  const recognised = recognise(item);
  if (recognised.kind === "canonical") return { kind: "unchanged", item: plain };
  if (recognised.kind === "quarantine") return recognised;
  const { shape } = recognised;
  const canonical = canonicalOf(item, shape);
  if (canonical instanceof Refusal) return { kind: "quarantine", reason: canonical.reason, shape: shape.name };
  return { kind: "changed", item: writeItem(canonical) };
}

/** The canonical form of an item of a shape, within the limits of an item. */
export function canonicalOf(item: Fields, shape: Shape): Fields | Refusal {
  const job = readJob(shape, item);
  if (job instanceof Refusal) return job;
  const written = writeJob(shape, { id: String(item.get("id")), job });
  return enveloped({ item, shape, job, written });
}

export type Enveloping = {
  readonly item: Fields;
  readonly shape: Shape;
  readonly job: Job;
  /** What the shape would have written for the job. */
  readonly written: Fields;
};

/** A job with what its item needs to go back, within the limits of an item. */
export function enveloped({ item, shape, job, written }: Enveloping): Fields | Refusal {
  const attributes = new Map(item);
  attributes.delete(TTL);
  const canonical = new Map<string, Value>([
    ["id", String(item.get("id"))],
    ["schemaVersion", SCHEMA_VERSION],
  ]);
  for (const [name, value] of fieldsOfJob(job)) canonical.set(name, value);
  canonical.set("legacy", writeEnvelope({ shape, ...differenceFrom(written, attributes) }));
  const ttl = item.get(TTL);
  if (ttl !== undefined) canonical.set(TTL, ttl);
  return overLimit(canonical) ?? canonical;
}

function overLimit(item: Fields): Refusal | undefined {
  for (const value of item.values()) if (isTooDeep(value)) return new Refusal("too-deep");
  return itemBytes(item) > MOST_BYTES ? new Refusal("too-large") : undefined;
}
