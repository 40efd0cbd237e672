import { describe, expect, test } from "vitest";
import { classify } from "../../../runtime/ingest/classify.ts";
import { caseRows } from "../../case-rows.ts";

type Labelled = {
  input: string;
  rule: string;
  class: string;
  reason?: string;
  normalised?: string;
  contentId?: string;
};
type Pair = { a: string; b: string; same: boolean; why: string; rule: string };

const rows = caseRows<Labelled | Pair>("urls.jsonl");

describe("the labelled cases", () => {
  test.each(rows.filter((row) => "input" in row))("$rule classifies $input", ({ input, rule: _, ...expected }) => {
    expect(classify(input)).toEqual(expected);
  });

  test.each(rows.filter((row) => "a" in row))("$rule: $why (same: $same)", ({ a, b, same }) => {
    const [left, right] = [classify(a), classify(b)];
    expect([left.class, right.class]).toEqual(["processable", "processable"]);
    expect("contentId" in left && "contentId" in right && left.contentId === right.contentId).toBe(same);
  });
});

describe("corners in which releases of Node.js differ", () => {
  test.each([
    ["http://XN--A.example:8080/x", "http://xn--a.example:8080/x"],
    ["http://%58n--a.example/", "https://xn--a.example/"],
    ["https://STRAẞE.example.org/", "https://xn--strae-oqa.example.org/"],
    ["https://stra%E1%BA%9Ee.example.org/", "https://xn--strae-oqa.example.org/"],
    ["https://example.org/ẞ", "https://example.org/%E1%BA%9E"],
    ["https://example.org/a/.b/../c", "https://example.org/a/c"],
    ["https://example.org/a/.b/%2E./.c/.", "https://example.org/a/.c/"],
    ["https://example.org/.../..a/x^", "https://example.org/.../..a/x%5E"],
  ])("%s becomes %s", (input, normalised) => {
    expect(classify(input)).toMatchObject({ class: "processable", normalised });
  });
});

describe("the order of the steps", () => {
  test.each([
    ["C:\\x@y", "local-file"],
    ["fi\tle:///x", "local-file"],
    ["localhost:3000", "no-scheme"],
    ["a.b:123456/x", "unsupported-scheme"],
    ["http:\\\\user@host/", "malformed"],
    ["http:///user@host/", "no-host"],
    ["https://a.example../", "malformed"],
    ["https://home.arpa/", "private-name"],
    ["https://x.home.arpa/", "private-name"],
    ["http://[::1]:22/", "private-address"],
  ])("%s is %s", (input, reason) => {
    expect(classify(input)).toEqual({ class: "dead-letter", reason });
  });
});

describe("targets of local development", () => {
  const allowedTargets = ["127.0.0.1:4100", "localhost:80", "[::1]:25"];

  test.each(["http://127.0.0.1:4100/a", "http://2130706433:4100/a", "http://LOCALHOST/", "http://[0:0::1]:25/"])(
    "%s is let through",
    (input) => {
      expect(classify(input, { allowedTargets }).class).toBe("processable");
    },
  );

  test.each([
    ["http://127.0.0.1:4101/", "private-address"],
    ["http://127.0.0.1/", "private-address"],
    ["https://localhost/", "private-name"],
    ["http://u@127.0.0.1:4100/", "credentials-in-url"],
  ])("%s is still %s", (input, reason) => {
    expect(classify(input, { allowedTargets })).toEqual({ class: "dead-letter", reason });
  });
});

test("a long hostile string is classified in linear time", () => {
  const started = performance.now();
  for (const part of [" ", "a.", "//@", "\\", "%", "http:", ";jsessionid=", "xn--", "\ud83d"]) {
    classify(part.repeat(1_000_000));
    classify(`https://a.example/${part.repeat(2_000)}`);
    classify(`https://a.example/?${part.repeat(2_000)}`);
  }
  expect(performance.now() - started).toBeLessThan(3_000);
});
