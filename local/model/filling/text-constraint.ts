import { isoDay, isoMoment } from "../reading/dates.ts";
import { numberOf, type Schema } from "./schema.ts";

const formats: Readonly<Record<string, { readonly test: RegExp; readonly sample: string }>> = {
  date: { test: /^\d{4}-\d{2}-\d{2}$/, sample: "1970-01-01" },
  "date-time": {
    test: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/,
    sample: "1970-01-01T00:00:00Z",
  },
  time: { test: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/, sample: "00:00:00Z" },
  duration: { test: /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/, sample: "PT0S" },
  email: { test: /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9-]+\.)+[a-z]{2,24}$/i, sample: "unknown@example.com" },
  uri: { test: /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i, sample: "https://example.com/" },
  hostname: {
    test: /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i,
    sample: "example.com",
  },
  ipv4: { test: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/, sample: "0.0.0.0" },
  ipv6: { test: /^(?=.*::|(?:[^:]*:){7})[0-9a-f:.]{2,45}$/i, sample: "::" },
  uuid: { test: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, sample: "00000000-0000-4000-8000-000000000000" },
};
const samples = [
  "",
  ...Object.values(formats).map((one) => one.sample),
  "0",
  "a",
  "A",
  "00",
  "000",
  "0000",
  "-",
  "AAA",
  "aaa",
  "A0",
];

/** Whether a text satisfies a string schema's `minLength`, `maxLength`, `pattern` and `format`; lengths in code points. */
export function fitsText({ schema, text }: { schema: Schema; text: string }): boolean {
  const length = [...text].length;
  if (
    length < (numberOf(schema, "minLength") ?? 0) ||
    length > (numberOf(schema, "maxLength") ?? Number.POSITIVE_INFINITY)
  ) {
    return false;
  }
  const format = formats[String(schema.format)];
  if (format !== undefined && !format.test.test(text)) return false;
  return typeof schema.pattern !== "string" || new RegExp(schema.pattern, "u").test(text);
}

/** A text put into the form a schema asks for: ISO dates where a format or the description asks for them. */
export function formed({ schema, text }: { schema: Schema; text: string }): string | undefined {
  if (schema.format === "date") return isoDay(text);
  if (schema.format === "date-time") return isoMoment(text);
  const asksIso = /\bISO\b|YYYY-MM-DD/i.test(String(schema.description ?? ""));
  return (asksIso ? isoDay(text) : undefined) ?? text.trim();
}

/** A text that says nothing and fits: the empty one where it may be; undefined where none is known. */
export function blankText(schema: Schema): string | undefined {
  const wide = samples.map((text) => text.padEnd(numberOf(schema, "minLength") ?? 0, text === "" ? " " : text.at(-1)));
  return [...samples, ...wide].find((text) => fitsText({ schema, text }));
}
