import { candidatesFor, numbersFor, type Wanted } from "../reading/candidates.ts";
import { asksForDuration, durationFrom } from "../reading/durations.ts";
import { mentioned } from "../reading/mentions.ts";
import { scaleOf } from "../reading/money.ts";
import { numberFrom } from "../reading/numbers.ts";
import type { Scope } from "../reading/page-text.ts";
import { truthOf } from "../reading/truth.ts";
import { fitsNumber } from "./number-constraint.ts";
import type { Schema } from "./schema.ts";
import { fitsText, formed } from "./text-constraint.ts";

interface LeafTask {
  readonly schema: Schema;
  readonly wanted: Wanted;
  readonly scope: Scope;
}

const numeric =
  (whole: boolean) =>
  ({ schema, wanted, scope }: LeafTask): number | undefined => {
    const values = numbersFor({ wanted, scope }).map((text) => {
      const duration = asksForDuration(wanted.words) ? durationFrom({ text, words: wanted.words }) : undefined;
      return duration ?? Number((numberFrom(text) * scaleOf(text)).toPrecision(15));
    });
    return values.find((value) => fitsNumber({ schema, value, whole }));
  };

const textual = ({ schema, wanted, scope }: LeafTask): string | undefined =>
  candidatesFor({ wanted: formatWanted({ schema, wanted }), scope })
    .map((text) => formed({ schema, text }))
    .find((text): text is string => text !== undefined && text !== "" && fitsText({ schema, text }));

const formatWords: Readonly<Record<string, string>> = { email: "email", uri: "url", date: "date", "date-time": "date" };

function formatWanted({ schema, wanted }: { schema: Schema; wanted: Wanted }): Wanted {
  const word = formatWords[String(schema.format)];
  return word === undefined ? wanted : { ...wanted, description: [word, ...wanted.description] };
}

const readers: Readonly<Record<string, (task: LeafTask) => unknown>> = {
  string: textual,
  number: numeric(false),
  integer: numeric(true),
  boolean: ({ wanted, scope }) => truthOf({ wanted, scope }),
};

/** The value of one type a scope holds for a property; undefined where it holds none. */
export function readLeaf({ type, ...task }: LeafTask & { readonly type: string }): unknown {
  return readers[type]?.(task);
}

/** The value of a closed list a scope names; undefined where it names none. */
export function readChoice({ values, ...task }: LeafTask & { readonly values: readonly unknown[] }): unknown {
  const truth = values.every((value) => typeof value === "boolean" || value === null) ? truthOf(task) : undefined;
  return truth !== undefined && values.includes(truth) ? truth : mentioned({ values, ...task });
}
