import { type Fields, isFields, type Value } from "../plain/value.ts";
import { FIELD_NAMES, type Job } from "./job.ts";
import type { Shape, Written } from "./shape.ts";

/** The item that a shape's own program would have written for a job. */
export function writeJob(shape: Shape, { id, job }: { id: string; job: Job }): Fields {
  const item = new Map<string, Value>();
  for (const name of FIELD_NAMES) for (const written of shape.rows[name].write(job)) put(item, written);
  for (const written of shape.fixed?.(id) ?? []) put(item, written);
  return item.set("id", id);
}

function put(item: Map<string, Value>, [path, value]: Written): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    item.set(key, value);
    return;
  }
  const inner = new Map(asFields(item.get(key)));
  item.set(key, inner);
  put(inner, [rest, value]);
}

function asFields(value: Value | undefined): Fields {
  return isFields(value) ? value : new Map();
}
