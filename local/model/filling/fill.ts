import type { Wanted } from "../reading/candidates.ts";
import { wordsOf } from "../reading/words.ts";
import { blankOf } from "./blank.ts";
import type { Filled, FillTask } from "./fill-task.ts";
import { readChoice, readLeaf } from "./leaf.ts";
import { fillList } from "./list.ts";
import { fillObject } from "./object.ts";
import { allowedValues, alternativesOf, resolve, typesOf } from "./schema.ts";

const deepest = 16;

const best = (options: readonly Filled[]): Filled | undefined =>
  options.reduce<Filled | undefined>(
    (top, one) => (top === undefined || one.support > top.support ? one : top),
    undefined,
  );

function fillType({ task, type }: { task: FillTask; type: string }): Filled {
  if (type === "object") return fillObject({ task, fill });
  if (type === "array") return fillList({ task, fill });
  const description = wordsOf(String(task.schema.description ?? task.schema.title ?? ""));
  const wanted: Wanted = { words: task.words, description };
  const value = readLeaf({ type, schema: task.schema, wanted, scope: task.scope });
  return value === undefined ? { value: undefined, support: 0 } : { value, support: 1 };
}

function fillResolved(task: FillTask): Filled | undefined {
  const { schema, scope, words } = task;
  const values = allowedValues(schema);
  if (values?.length === 1) return { value: values[0], support: 0 };
  if (values !== undefined) {
    const value = readChoice({ values, schema, wanted: { words, description: [] }, scope });
    return value === undefined ? undefined : { value, support: 1 };
  }
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return best(alternatives.map((one) => fill({ ...task, schema: one })));
  const types = typesOf(schema).filter((type) => type !== "null");
  const any = typesOf(schema).length === 0 ? ["string"] : types;
  return best(any.map((type) => fillType({ task, type })));
}

const isFound = (filled: Filled | undefined): filled is Filled => filled !== undefined && filled.value !== undefined;

/** Fills a schema from a scope; what the text does not hold is null where the schema allows it, else the emptiest valid value. */
export function fill(task: FillTask): Filled {
  const { root } = task;
  const ref = typeof task.schema.$ref === "string" ? task.schema.$ref : undefined;
  const nothing = (): Filled => ({ value: blankOf({ schema: task.schema, root }), support: 0 });
  if (task.depth > deepest || task.scope.text === "" || (ref !== undefined && task.open.has(ref))) return nothing();
  const schema = resolve(task);
  const open = ref === undefined ? task.open : new Set([...task.open, ref]);
  const filled = fillResolved({ ...task, schema, open, depth: task.depth + 1 });
  if (!isFound(filled)) return nothing();
  if (filled.support > 0) return filled;
  const blank = nothing();
  return blank.value === null ? blank : filled;
}
