import { badParameter } from "../refusal.ts";
import { blankNumber } from "./number-constraint.ts";
import {
  allowedValues,
  alternativesOf,
  asSchema,
  numberOf,
  propertiesOf,
  requiredOf,
  resolve,
  type Schema,
  typesOf,
} from "./schema.ts";
import { blankText } from "./text-constraint.ts";

interface Task {
  readonly schema: Schema;
  readonly root: Schema;
  /** How many levels of objects and lists the value may still have. */
  readonly height: number;
}
type Blank = { readonly value: unknown } | undefined;

const tallest = 12;
const boxed = (value: unknown): Blank => (value === undefined ? undefined : { value });

function blankList({ schema, root, height }: Task): Blank {
  const least = numberOf(schema, "minItems") ?? 0;
  if (least === 0) return { value: [] };
  const item = height === 0 ? undefined : blank({ schema: asSchema(schema.items), root, height: height - 1 });
  return item && { value: Array.from({ length: least }, () => item.value) };
}

function blankObject({ schema, root, height }: Task): Blank {
  const required = requiredOf(schema);
  const entries: (readonly [string, unknown])[] = [];
  for (const name of required) {
    const property = propertiesOf(schema).find(([one]) => one === name)?.[1] ?? asSchema(schema.additionalProperties);
    const filled = height === 0 ? undefined : blank({ schema: property, root, height: height - 1 });
    if (filled === undefined) return undefined;
    entries.push([name, filled.value]);
  }
  return { value: Object.fromEntries(entries) };
}

const makers: Readonly<Record<string, (task: Task) => Blank>> = {
  null: () => ({ value: null }),
  string: ({ schema }) => boxed(blankText(schema)),
  number: ({ schema }) => boxed(blankNumber({ schema, whole: false })),
  integer: ({ schema }) => boxed(blankNumber({ schema, whole: true })),
  boolean: () => ({ value: false }),
  array: blankList,
  object: blankObject,
};

function blank(task: Task): Blank {
  const schema = resolve(task);
  const values = allowedValues(schema);
  if (values !== undefined)
    return values.length === 0 ? undefined : { value: values.includes(null) ? null : values[0] };
  const alternatives = alternativesOf(schema);
  const types = typesOf(schema);
  if (alternatives.length === 0 && types.length === 0) return { value: null };
  const choices: readonly (() => Blank)[] =
    alternatives.length > 0
      ? alternatives.map((one) => () => blank({ ...task, schema: one }))
      : [...types].sort((one) => (one === "null" ? -1 : 0)).map((type) => () => makers[type]?.({ ...task, schema }));
  let first: Blank;
  for (const choice of choices) {
    const made = choice();
    if (made?.value === null) return made;
    first ??= made;
  }
  return first;
}

/** The lowest value that is valid and says nothing: null where allowed, else an empty text, 0, false or []; throws the 400 of a schema nothing known fits. */
export function blankOf({ schema, root }: { schema: Schema; root: Schema }): unknown {
  for (let height = 0; height <= tallest; height += 1) {
    const made = blank({ schema, root, height });
    if (made !== undefined) return made.value;
  }
  throw badParameter({
    param: "response_format",
    code: "invalid_json_schema",
    message: "The model stand-in finds no value for a part of this schema: loosen its pattern, bounds or recursion.",
  });
}
