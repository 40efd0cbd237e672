import * as z from "zod";

/** Texts of each format that is judged; the shortest first. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  email: ["a@b.co", "first.last@example.org"],
  uri: ["https://example.com/", "ftp://a.example/x?y=1#z", "urn:isbn:1", "mailto:a@b.co"],
  "uri-reference": ["https://example.com/"],
  uuid: ["7c9e6679-7425-40de-944b-e07fc1f90ae7", "01890a5d-ac96-774b-bcce-b302099a8057"],
  "date-time": ["2026-01-31T12:30:00Z", "2026-01-31T12:30:00.123Z", "2026-01-31T12:30:00+02:00"],
  date: ["2026-01-31"],
  time: ["12:30:00Z", "12:30:00"],
  duration: ["P1D", "PT5M"],
  ipv4: ["192.0.2.1"],
  ipv6: ["2001:db8::1", "::1"],
  base64: ["", "YQ=="],
  base64url: ["", "YQ"],
  cuid2: ["tz4a98xxat96iws9zmbrgj3a"],
  ulid: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"],
  nanoid: ["V1StGXR8_Z5jdHi6B-myT"],
  jwt: ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
};

const schemas = new Map<string, z.ZodType>();

function schemaFor(format: string): z.ZodType {
  const known = schemas.get(format) ?? z.fromJSONSchema({ type: "string", format });
  schemas.set(format, known);
  return known;
}

/** Whether a text is of a format, as zod reads it; a format that zod does not judge lets every text through. */
export function isFormatted(format: string, text: string): boolean {
  return schemaFor(format).safeParse(text).success;
}

/** Texts of a format, to try. */
export function formatSamples(format: string): readonly string[] {
  return SAMPLES[format] ?? [];
}
