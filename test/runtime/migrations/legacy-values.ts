import * as fc from "fast-check";
import type { Plain, PlainItem } from "../../../runtime/migrations/migration.ts";

type Values = fc.Arbitrary<Plain>;

const awkward = fc.constantFrom(
  ..."__proto__ constructor hasOwnProperty a/b~c ~0 at level message url prompt callback_url data ttl $number $$binary".split(
    " ",
  ),
  ..."code shape kept absent legacy type url bucket key reference t l m time msg ts severity text timestamp".split(" "),
  " ",
  "ü🦊",
  "\u0000",
);

export const keys = fc.oneof(awkward, fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }));

export const numbers: Values = fc.oneof(
  fc.integer(),
  fc.constantFrom<Plain>(0, 1, 13, 0.1, -2.5, 1e21, 1e-7, 1e125, 1e-130, 2 ** 53, 99_999_999_999_999),
  fc.constantFrom<Plain>(
    { $number: "1234567890123456789" },
    { $number: "-0.12345678901234567890123456789012345678" },
    { $number: "9007199254740993" },
  ),
);

const opaque: Values = fc.constantFrom<Plain>(
  { $binary: "AAEC" },
  { $binary: "" },
  { $stringSet: ["", "a", "ü"] },
  { $numberSet: ["-1", "0.5", "12345678901234567890"] },
  { $binarySet: ["AA==", "AQ=="] },
);

export const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "",
    " ",
    "null",
    "{}",
    "[]",
    '""',
    "{",
    "0",
    "K",
    "\r\n",
    "\u2028",
    "a\nb",
    "constructor",
    "__proto__",
  ),
);

/** A map in plain form: one that would be read as a tag is escaped. */
export function mapOf(entries: readonly (readonly [string, Plain])[]): PlainItem {
  const map = Object.fromEntries(entries);
  const [key = "", ...others] = Object.keys(map);
  const isTagLike = others.length === 0 && /^\$+(number|binary|stringSet|numberSet|binarySet)$/.test(key);
  return isTagLike ? { [`$${key}`]: map[key] ?? null } : map;
}

/** Anything that an attribute may hold. */
export const { any: values, map: maps } = fc.letrec<{ any: Plain; map: PlainItem }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.oneof(texts, numbers, opaque, fc.constantFrom<Plain>(null, true, false)),
    fc.array(tie("any"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.array(fc.tuple(keys, tie("any")), { maxLength: 3 }).map(mapOf),
}));

/** Numbers as JSON text writes them; a reader of doubles would round some. */
const storable = fc.constantFrom(
  "0",
  "-0",
  "-0.0",
  "1.0",
  "1E2",
  "1e+2",
  "100",
  "12345678901234567890",
  "0.10",
  "1e-130",
  "9.5",
);
const spelled = fc.oneof({ weight: 60, arbitrary: storable }, { weight: 1, arbitrary: fc.constant("1e400") });

/** JSON text as different programs write it, not always storable. */
export const { text: jsonTexts, object: mapTexts } = fc.letrec<{ text: string; object: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    spelled,
    fc.constantFrom("null", "true", "false", '""', '"\\u00e9"', '"\\ud83e\\udd8a"', '"a\\nb"'),
    texts.map((text) => JSON.stringify(text)),
    fc.array(tie("text"), { maxLength: 3 }).map((members) => `[${members.join(" , ")}]`),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(keys, tie("text")), { maxLength: 3 })
    .map((members) => `{ ${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",\n")}}`),
}));
