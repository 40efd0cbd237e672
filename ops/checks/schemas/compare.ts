import { isWithin, newProof } from "./containment.ts";
import { type Documents, loaded } from "./document.ts";
import { TooLarge } from "./expanded.ts";
import { type Json, type JsonSchema, textOf } from "./json-schema.ts";
import { tolerant } from "./tolerant.ts";
import { validates } from "./validates.ts";
import { differing } from "./witnesses.ts";

/**
 * Who writes what a schema describes, and who reads it. `request`: others write, we read. `response`: we write, others
 * read, and a reader lets members be that it does not know. `stored` and `in-flight`: both are ours, old and new at once.
 */
export const ROLES = ["request", "response", "stored", "in-flight"] as const;
export type SchemaRole = (typeof ROLES)[number];

export type SchemaVerdict = "compatible" | "breaking" | "undecided";
export type SchemaFinding = {
  readonly verdict: "breaking" | "undecided";
  /** `old-value-refused`: what was written before is refused now. `new-value-refused`: what is written now is refused by readers from before. */
  readonly code: "old-value-refused" | "new-value-refused" | "undecided";
  readonly message: string;
  /** A value that one side accepts and the other refuses; only of a breaking change. */
  readonly witness?: Json;
};

export type SchemaChange = { readonly before: unknown; readonly after: unknown; readonly role: SchemaRole };

type Direction = {
  readonly writer: "before" | "after";
  readonly code: "old-value-refused" | "new-value-refused";
  readonly isTolerant: boolean;
};

const OLD_READ = { writer: "before", code: "old-value-refused", isTolerant: false } as const satisfies Direction;
const NEW_READ = { writer: "after", code: "new-value-refused", isTolerant: false } as const satisfies Direction;
const DIRECTIONS: Readonly<Record<SchemaRole, readonly Direction[]>> = {
  request: [OLD_READ],
  response: [{ ...NEW_READ, isTolerant: true }],
  stored: [OLD_READ, NEW_READ],
  "in-flight": [OLD_READ, NEW_READ],
};

const SENTENCES = {
  "old-value-refused": "What was accepted before is refused now",
  "new-value-refused": "What may be written now is refused by readers of before",
} as const;

/**
 * What a change of a JSON Schema (draft 2020-12) breaks for those on its other side: empty when it is proved to break
 * nothing. Every witness has been tried against both schemas; what is neither proved nor refuted is undecided.
 */
export function compareSchemas({ before, after, role }: SchemaChange): SchemaFinding[] {
  const old = loaded(before, "before");
  const now = loaded(after, "after");
  if (textOf(before) === textOf(after)) return [];
  const unsupported = [...new Set([...old.unsupported, ...now.unsupported])];
  if (unsupported.length > 0) return [undecided(`it uses ${unsupported.join(", ")}, which is not understood here`)];
  return DIRECTIONS[role].flatMap(({ writer, code, isTolerant }) => {
    const written = writer === "before" ? old.schema : now.schema;
    const exact = writer === "before" ? now.schema : old.schema;
    const reader = isTolerant ? tolerant(exact) : exact;
    const documents: Documents = new Map(
      writer === "before"
        ? [
            ["before", written],
            ["after", reader],
          ]
        : [
            ["after", written],
            ["before", reader],
          ],
    );
    return judged({ written, reader, documents, code });
  });
}

/** The one word for a change: breaking before undecided before compatible. */
export function verdictOfChange(findings: readonly SchemaFinding[]): SchemaVerdict {
  if (findings.some(({ verdict }) => verdict === "breaking")) return "breaking";
  return findings.length > 0 ? "undecided" : "compatible";
}

type Question = {
  readonly written: JsonSchema;
  readonly reader: JsonSchema;
  readonly documents: Documents;
  readonly code: Direction["code"];
};

function judged({ written, reader, documents, code }: Question): SchemaFinding[] {
  try {
    const isShown = (value: Json) => validates(written, value, documents) && !validates(reader, value, documents);
    const search = (most: number) =>
      firstOf({ values: differing(written, reader, { documents, depth: 0 }), most }, isShown);
    const early = search(FIRST_TRIES);
    if (early === undefined && isWithin(written, reader, newProof(documents))) return [];
    const tried = early ?? search(MOST_TRIES);
    if (tried === undefined) {
      return [
        undecided(`${SENTENCES[code].toLowerCase()}, or not: neither a proof nor a value that shows it was found`),
      ];
    }
    const message = `${SENTENCES[code]}: ${shortened(JSON.stringify(tried.value))}.`;
    return [{ verdict: "breaking", code, message, witness: tried.value }];
  } catch (error) {
    if (error instanceof TooLarge) return [undecided(error.message)];
    if (error instanceof RangeError) return [undecided("a schema that leads deeper than is followed")];
    throw error;
  }
}

const FIRST_TRIES = 50;
const MOST_TRIES = 10_000;

type Tries = { readonly values: Iterable<Json>; readonly most: number };

function firstOf({ values, most }: Tries, fits: (value: Json) => boolean): { readonly value: Json } | undefined {
  let tries = 0;
  for (const value of values) {
    tries += 1;
    if (fits(value)) return { value };
    if (tries >= most) return undefined;
  }
  return undefined;
}

function undecided(why: string): SchemaFinding {
  return {
    verdict: "undecided",
    code: "undecided",
    message: `Whether the change breaks anything is not decided: ${why}.`,
  };
}

const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 200)} … (${text.length} characters)` : text);
