import { Failure } from "../domain/failure.ts";

/** How deep a value may be nested before it is refused. */
const MAX_DEPTH = 100;

/** One text for equal JSON values: keys sorted by UTF-16 code unit, absent values left out; throws `invalid-request` beyond 100 levels. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) {
    throw new Failure("invalid-request", `The params are nested more than ${MAX_DEPTH} levels deep; flatten them.`);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item, depth + 1)}`).join(",")}}`;
}
