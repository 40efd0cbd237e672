import type { Scope } from "../reading/page-text.ts";
import { sectionOf } from "../reading/sections.ts";
import { likeness, wordsOf, wordsWithin } from "../reading/words.ts";
import type { Fill, Filled, FillTask } from "./fill-task.ts";
import { asSchema, propertiesOf, requiredOf, type Schema } from "./schema.ts";

const mostFreeProperties = 50;

const isCompound = (schema: Schema): boolean => "properties" in schema || "$ref" in schema || "anyOf" in schema;

function scopeFor({ schema, words, scope }: { schema: Schema; words: readonly string[]; scope: Scope }): Scope {
  if (!isCompound(schema)) return scope;
  return sectionOf({ scope, named: (heading) => likeness({ name: words, label: heading }) === 3 }) ?? scope;
}

/** An object without named properties takes the labelled values of the text, as far as its schema lets any in. */
function freeProperties({ task, fill }: { task: FillTask; fill: Fill }): readonly (readonly [string, Filled])[] {
  const { schema, scope } = task;
  const other = schema.additionalProperties;
  if ("properties" in schema || other === false) return [];
  const kind: Schema = typeof other === "object" ? asSchema(other) : { type: "string" };
  const names = new Map(scope.labels.map((one) => [one.label, one] as const));
  return [...names.values()].slice(0, mostFreeProperties).flatMap((one) => {
    const only: Scope = { text: one.value, lines: [], labels: [one] };
    const filled = fill({ ...task, schema: kind, scope: only, words: one.words });
    return filled.support === 0 ? [] : [[one.label, filled] as const];
  });
}

/** Fills an object property by property; optional properties the text says nothing about are left out. */
export function fillObject({ task, fill }: { task: FillTask; fill: Fill }): Filled {
  const required = requiredOf(task.schema);
  const known = propertiesOf(task.schema);
  const unnamed = [...required].filter((name) => !known.some(([one]) => one === name));
  const all = [...known, ...unnamed.map((name) => [name, asSchema(task.schema.additionalProperties)] as const)];
  const named = all.map(([name, schema]) => {
    const words = wordsOf(name);
    const scope = scopeFor({ schema, words, scope: task.scope });
    const open = scope === task.scope ? task.open : new Set<string>();
    return [
      name,
      fill({ ...task, schema, scope, open, words: wordsWithin({ outer: task.words, own: words }) }),
    ] as const;
  });
  const kept = named.filter(([name, filled]) => required.has(name) || filled.support > 0);
  const entries = [...kept, ...freeProperties({ task, fill })];
  return {
    value: Object.fromEntries(entries.map(([name, filled]) => [name, filled.value])),
    support: entries.reduce((sum, [, filled]) => sum + filled.support, 0),
  };
}
