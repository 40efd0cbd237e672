import { expect, test } from "vitest";
import { redact } from "../../../runtime/ingest/redact.ts";

test.each([
  ["https://user:secret@www.example.com/a", "https://***@www.example.com/a"],
  ["http://a@b@10.0.0.1/", "http://***@10.0.0.1/"],
  ["ftp://user:pw@localhost:22/", "ftp://***@localhost:22/"],
  ["https:////user:pw@host/", "https:////***@host/"],
  ["https://www.example.com/a@b?c@d", "https://www.example.com/a@b?c@d"],
  ["https://www.example.com?x@y", "https://www.example.com?x@y"],
  ["mailto:editor@example.com", "mailto:editor@example.com"],
  ["\ud83d", "\ud83d"],
])("%s is written %s", (url, written) => {
  expect(redact(url)).toBe(written);
});

test("a long string is cut at 8,000 bytes, between characters, after its credentials are hidden", () => {
  const written = redact(`https://${"p".repeat(9_000)}@host/${"é".repeat(9_000)}`);
  expect(written.startsWith("https://***@host/ééé")).toBe(true);
  expect(Buffer.byteLength(written)).toBe(7_999);
  expect(written.endsWith("é")).toBe(true);
});
