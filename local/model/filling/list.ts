import { listingFor } from "../reading/listings.ts";
import { allMentioned } from "../reading/mentions.ts";
import { readPage, type Scope } from "../reading/page-text.ts";
import { repeatsOf } from "../reading/repeats.ts";
import { sectionOf } from "../reading/sections.ts";
import { likeness, wordsOf } from "../reading/words.ts";
import { blankOf } from "./blank.ts";
import type { Fill, Filled, FillTask } from "./fill-task.ts";
import { namedValueShape, namedValues } from "./named-values.ts";
import { allowedValues, alternativesOf, asSchema, numberOf, propertiesOf, resolve, type Schema } from "./schema.ts";

const sampled = 12;
const mostItems = 2_000;

/** The schema of an item that is more than a leaf, or undefined. */
function objectItem({ items, root }: { items: Schema; root: Schema }): Schema | undefined {
  const schema = resolve({ schema: items, root });
  if ("properties" in schema) return schema;
  return alternativesOf(schema)
    .map((one) => resolve({ schema: one, root }))
    .find((one) => "properties" in one);
}

function fillObjects({ task, item, fill }: { task: FillTask; item: Schema; fill: Fill }): readonly Filled[] {
  const section = sectionOf({
    scope: task.scope,
    named: (words) => likeness({ name: task.words, label: words }) >= 1.5,
  });
  const properties = propertiesOf(item).length;
  const enough = section !== undefined ? 1 : Math.min(2, properties);
  const items = asSchema(task.schema.items);
  const read = (scope: Scope): Filled => fill({ ...task, schema: items, scope, words: [], open: new Set() });
  const shape = namedValueShape(item);
  if (shape !== undefined) {
    return namedValues({ shape, scope: task.scope, instructions: task.instructions }).map(read);
  }
  const ranked = repeatsOf(section ?? task.scope).flatMap((repeat) => {
    const tried = repeat.items.slice(0, sampled).map(read);
    const mean = tried.reduce((sum, one) => sum + one.support, 0) / tried.length;
    return tried.some((one) => one.support >= enough) ? [{ repeat, mean }] : [];
  });
  const top = ranked.sort((one, other) => other.mean - one.mean)[0];
  return (top?.repeat.items ?? [])
    .slice(0, mostItems)
    .map(read)
    .filter((one) => one.support >= enough);
}

const alone = (text: string): Scope => {
  const scope = readPage(text);
  return { ...scope, labels: [{ label: "value", words: ["value"], value: text }, ...scope.labels] };
};

function fillTexts({ task, fill }: { task: FillTask; fill: Fill }): readonly Filled[] {
  const description = wordsOf(String(task.schema.description ?? ""));
  const texts = listingFor({ wanted: { words: task.words, description }, scope: task.scope });
  return texts
    .slice(0, mostItems)
    .map((text) =>
      fill({ ...task, schema: asSchema(task.schema.items), scope: alone(text), words: ["value"], open: new Set() }),
    )
    .filter((one) => one.support > 0);
}

const unlike = (found: readonly Filled[]): readonly Filled[] => [
  ...new Map(found.map((one) => [JSON.stringify(one.value), one] as const)).values(),
];

/** Fills a list: objects from what repeats on the page, choices from what it mentions, texts and numbers from its enumerations. */
export function fillList({ task, fill }: { task: FillTask; fill: Fill }): Filled {
  const items = asSchema(task.schema.items);
  const item = objectItem({ items, root: task.root });
  const values = allowedValues(resolve({ schema: items, root: task.root }));
  const found =
    values !== undefined
      ? allMentioned({ values, scope: task.scope }).map((value) => ({ value, support: 1 }))
      : item !== undefined
        ? fillObjects({ task, item, fill })
        : fillTexts({ task, fill });
  const distinct = task.schema.uniqueItems === true ? unlike(found) : found;
  const kept = distinct.slice(0, numberOf(task.schema, "maxItems") ?? found.length);
  const lacking = Math.max(0, (numberOf(task.schema, "minItems") ?? 0) - kept.length);
  const padding = Array.from({ length: lacking }, () => blankOf({ schema: items, root: task.root }));
  return {
    value: [...kept.map((one) => one.value), ...padding],
    support: kept.reduce((sum, one) => sum + one.support, 0),
  };
}
