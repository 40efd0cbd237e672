import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import type { Plain, PlainItem } from "../../../runtime/migrations/migration.ts";
import { jsonTexts, keys, mapOf, maps, mapTexts, texts, values } from "./legacy-values.ts";

type Values = fc.Arbitrary<Plain>;

/** Values of one kind, mostly; now and then none or anything at all. */
export const mostly = (usual: Values): fc.Arbitrary<Plain | undefined> =>
  fc.oneof(
    { weight: 80, arbitrary: usual },
    { weight: 6, arbitrary: fc.constantFrom<Plain | undefined>(undefined, null, "") },
    { weight: 1, arbitrary: values },
  );

const words = (list: string): Values =>
  fc.oneof(
    fc.constantFrom(...list.split(" ")),
    fc.constantFrom(...list.split(" ")).map((word) => word.toUpperCase()),
  );

export const STATUS = words(
  "pending queued new running in_flight done success ok Finished error timed_out dead skipped",
);
export const TYPE = words("sync realtime async batch ai-process ai_process LLM");
export const URLS: Values = fc.constantFrom(
  "https://a.example/b?c=d#e",
  "file:///a b",
  "0",
  " ",
  "https://例え.テスト/",
);

/** The one, and now and then the other. */
function seldom<Value>(usual: fc.Arbitrary<Value>, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 24, arbitrary: usual }, { weight: 1, arbitrary: other });
}

const pad = (value: number, length: number) => String(value).padStart(length, "0");

const calendar = fc
  .record({
    year: seldom(fc.integer({ min: 1971, max: 2030 }), fc.constantFrom(0, 50, 1969, 1970, 5138, 9999)),
    month: fc.integer({ min: 1, max: 12 }),
    day: seldom(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 29, max: 31 })),
    time: seldom(
      fc.constantFrom("00:00:00", "23:59:59", "12:30:01", "04:05:06"),
      fc.constantFrom("24:00:00", "23:59:60"),
    ),
    fraction: fc.constantFrom("", ".0", ".000", ".250", ".9999999999999999999", ".1"),
  })
  .map(({ year, month, day, time, fraction }) => ({
    date: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`,
    time: `${time}${fraction}`,
  }));
const zones = seldom(
  fc.constantFrom("Z", "+00:00", "-00:00", "+23:59", "-23:59", "+02:00"),
  fc.constantFrom("+24:00", "z"),
);
export const ISO = fc.tuple(calendar, zones).map(([{ date, time }, zone]) => `${date}T${time}${zone}`);
export const SEC: Values = seldom<Plain>(
  fc.oneof(
    fc.integer({ min: 0, max: 1_800_000_000 }),
    fc.integer({ min: 0, max: 1_800_000_000_000 }).map((ms) => ms / 1_000),
  ),
  fc.constantFrom<Plain>(0, 0.0009, 99_999_999_999.999, 100_000_000_000, -0.001, { $number: "1690000000.9999999999" }),
);
export const MS: Values = seldom<Plain>(
  fc.integer({ min: 0, max: 1_800_000_000_000 }),
  fc.constantFrom<Plain>(0, 0.75, 99_999_999_999_999, 100_000_000_000_000, -1, { $number: "99999999999999.99999999" }),
);
export const digits = (of: Values) => of.map((value) => (typeof value === "number" ? String(value) : value));
export const AUTO: Values = seldom<Plain>(
  fc.oneof(digits(SEC), digits(MS), SEC, MS),
  fc.constantFrom("99999999999", "100000000000", "099999999999.5", "1.", ".5", "１"),
);
export const SQL: Values = fc.oneof(
  fc
    .tuple(calendar, seldom(fc.constantFrom("T", " "), fc.constant("  ")), fc.oneof(fc.constant(""), zones))
    .map(([{ date, time }, gap, zone]) => `${date}${gap}${time}${zone}`),
  SEC,
);

export const PARAMS: Values = seldom<Plain>(fc.oneof(maps, mapTexts), jsonTexts);
export const RESULT: Values = fc.oneof(jsonTexts, maps, values, fc.constant<Plain>({ data: [1] }));
export const ERROR: Values = fc.oneof(
  texts,
  values,
  fc.record({ code: values, message: values }).map((map) => mapOf(Object.entries(map))),
);
const line = fc.oneof(
  texts,
  fc.tuple(ISO, fc.constantFrom("INFO", "Warning", "fatal", "LOUD"), texts).map((parts) => parts.join(" ")),
);
const entry = (names: readonly string[]): Values =>
  fc
    .tuple(
      mostly(fc.oneof(MS, SEC, ISO)),
      mostly(fc.constantFrom("info", "WARN", "exception")),
      mostly(texts),
      fc.array(fc.tuple(keys, values), { maxLength: 2 }),
    )
    .map(([at, level, message, others]) => {
      const named = [at, level, message].flatMap((value, index): [string, Plain][] =>
        value === undefined ? [] : [[names[index] ?? "", value]],
      );
      return mapOf([...others, ...named]);
    });
export const logs = (at = "at", level = "level", message = "message"): Values =>
  fc.oneof(
    fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n")),
    fc.array(fc.oneof(line, entry([at, level, message])), { maxLength: 3 }),
  );

export type Parts = Readonly<Record<string, fc.Arbitrary<Plain | undefined>>>;

/** A map of such parts, some extras beside them. */
export function holding(parts: Parts): fc.Arbitrary<PlainItem> {
  return fc
    .tuple(
      fc.record(parts),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.tuple(keys, values), { maxLength: 2 }) },
      ),
    )
    .map(([known, extras]) => {
      const entries = Object.entries(known).filter((entry): entry is [string, Plain] => entry[1] !== undefined);
      return mapOf([...extras, ...entries]);
    });
}

export const body = (parts: Parts): Values =>
  fc.oneof(
    holding(parts),
    holding(parts).map((map) => JSON.stringify(map)),
  );

export const prompted: fc.Arbitrary<Plain | undefined> = fc.constantFrom<Plain | undefined>(undefined, "x", null);
export const compressed = seldom(
  fc.oneof(jsonTexts, texts).map((text) => gzipSync(text, { level: 1 }).toString("base64")),
  fc.constantFrom("H4sIAAAAAAAACA==", "AAAA", "x"),
);
export const reference: Values = seldom(
  fc.constantFrom<Plain>("s3://bucket-1/a/b", { bucket: "abc", key: "k" }, { bucket: "abc", key: "k", etag: 1 }),
  fc.constantFrom<Plain>("s3://b/k", "s3://bucket", "s3://bucket/", "https://bucket/x", { bucket: "abc" }),
);
export const artifact = fc.constant<Plain>({ reference: { type: "s3", bucket: "abc", key: "k" } });
