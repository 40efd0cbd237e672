import type { Fields } from "../plain/value.ts";
import { FIELD_NAMES, type Job } from "./job.ts";
import { valueAt } from "./path.ts";
import { Refusal } from "./refusal.ts";
import type { Known, Shape, Source } from "./shape.ts";
import { readParams } from "./values.ts";

/** The job that an item of a shape says, or the reason of the first field that cannot be read. */
export function readJob(shape: Shape, item: Fields): Job | Refusal {
  const source = sourceOf(shape, item);
  const job: Record<string, unknown> = {};
  for (const name of FIELD_NAMES) {
    // Fields come in such an order that what a reader needs is there.
    const value = shape.rows[name].read(source, job as Known);
    if (value instanceof Refusal) return value;
    job[name] = value;
  }
  return job as Job;
}

/** An item with the request inside it read. */
export function sourceOf({ body }: Shape, item: Fields): Source {
  return { item, body: body === undefined ? new Map() : readParams(valueAt(item, body)) };
}
