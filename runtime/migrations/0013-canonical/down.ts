import type { Down, PlainItem } from "../migration.ts";
import { readItem } from "../plain/read-plain.ts";
import { type Fields, isSame } from "../plain/value.ts";
import { writeItem } from "../plain/write-plain.ts";
import { applied, readEnvelope } from "./envelope.ts";
import { restored } from "./fields-change.ts";
import { FIELD_NAMES, type FieldName, type Job, jobOfFields } from "./job.ts";
import type { Path } from "./path.ts";
import { sourceOf } from "./read-job.ts";
import { recognise } from "./recognise.ts";
import { Refusal } from "./refusal.ts";
import type { Row, Shape, Source } from "./shape.ts";
import { canonicalOf, enveloped, TTL } from "./up.ts";
import { writeJob } from "./write-job.ts";

/**
 * A migrated item in the shape that it came from: every value that is still the same as it was, those that changed in the
 * words of the shape. Refused where the shape cannot say them; unchanged what never was in a shape.
 */
export function down(plain: PlainItem): Down {
  const item = readItem(plain);
  const envelope = recognise(item).kind === "canonical" ? readEnvelope(item.get("legacy")) : undefined;
  if (envelope === undefined) return { kind: "unchanged", item: plain };
  const { shape } = envelope;
  const id = String(item.get("id"));
  const job = jobOfFields(item);
  const written = writeJob(shape, { id, job });
  const before = applied(written, envelope);
  before.delete(TTL);
  const ttl = item.get(TTL);
  if (ttl !== undefined) before.set(TTL, ttl);
  const asKept = sourceOf(shape, before);
  let source = asKept;
  for (const name of FIELD_NAMES) source = brought(source, { shape, written, name, job });
  const legacy = source.item;
  // Where no field had to be brought, the item says the job already.
  const isSaid =
    source === asKept
      ? !(enveloped({ item: legacy, shape, job, written }) instanceof Refusal)
      : saysTheSame(legacy, { shape, job });
  return isSaid && legacy.get("id") === id && isOfShape(legacy, shape)
    ? { kind: "changed", item: writeItem(legacy) }
    : { kind: "refused", reason: "inexpressible", shape: shape.name };
}

type Bringing = { readonly shape: Shape; readonly written: Fields; readonly name: FieldName; readonly job: Job };

/** The item with one field brought to what the job says now. */
function brought(source: Source, { shape, written, name, job }: Bringing): Source {
  const read = shape.rows[name].read(source, job);
  if (!(read instanceof Refusal) && isSame(read, job[name])) return source;
  const paths = pathsOf(shape.rows[name], source.item, written);
  const item = paths.reduce((now, path) => restored(now, written, path), source.item);
  return sourceOf(shape, item);
}

function pathsOf(
  { paths, takes }: Pick<Row<unknown>, "paths" | "takes">,
  item: Fields,
  written: Fields,
): readonly Path[] {
  if (takes === undefined) return paths;
  const names = new Set([...item.keys(), ...written.keys()]);
  return [...paths, ...[...names].filter(takes).map((name) => [name])];
}

function isOfShape(legacy: Fields, shape: Shape): boolean {
  const recognised = recognise(legacy);
  return recognised.kind === "legacy" && recognised.shape === shape;
}

/** Whether the way up leads from a legacy item to the same job again. */
function saysTheSame(legacy: Fields, { shape, job }: { shape: Shape; job: Job }): boolean {
  const canonical = canonicalOf(legacy, shape);
  if (canonical instanceof Refusal) return false;
  const again = jobOfFields(canonical);
  return FIELD_NAMES.every((name) => isSame(again[name], job[name]));
}
