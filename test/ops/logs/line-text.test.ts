import { describe, expect, test } from "vitest";
import { lineText } from "../../../ops/logs/line-text.ts";
import type { LogEvent } from "../../../ops/logs/log-event.ts";
import { isWanted, logLine } from "../../../ops/logs/log-line.ts";

const AT = Date.parse("2026-11-21T14:05:00.250Z");
const ESCAPE = "\u001b";

const told = (text: string) => {
  const event: LogEvent = { id: "1", at: AT, function: "api", text };
  return { event, line: logLine(text) };
};
const person = (text: string, colours = false) => lineText(told(text), { kind: "person", colours, width: 6 });
const json = (text: string) => lineText(told(text), { kind: "json" });

const OURS = {
  ...{ level: "warn", time: "2026-11-21T14:05:00.249Z", message: "asked again", function: "api", stage: "preview" },
  ...{ version: "abc", correlationId: "c-1", attempt: 2, reason: "rate limit" },
};

describe("for a person", () => {
  test("a line of ours is its time, function, level, message, fields and correlation id", () => {
    expect(person(JSON.stringify(OURS))).toBe(
      '2026-11-21T14:05:00.250Z  api     warn   asked again  attempt=2  reason="rate limit"  correlation=c-1\n',
    );
  });

  test("an error is told with its causes, each with where", () => {
    const cause = { name: "TypeError", message: "fetch failed", stack: "at b (b.js:2:2)" };
    const error = { name: "Failure", message: "no answer", stack: "at a (a.js:1:1)\nat c (c.js:3:3)", cause };
    const [, ...rest] = person(JSON.stringify({ ...OURS, level: "error", error }))?.split("\n") ?? [];
    expect(rest.map((line) => line.trim())).toEqual([
      ...["Failure: no answer", "at a (a.js:1:1)", "at c (c.js:3:3)"],
      ...["caused by TypeError: fetch failed", "at b (b.js:2:2)", ""],
    ]);
  });

  test("what the runtime says is kept, its further lines below", () => {
    expect(person("REPORT RequestId: 1\tDuration: 2 ms")).toMatch(/ {2}api +REPORT RequestId: 1 Duration: 2 ms\n$/);
    expect(person("TypeError: x is not a function\r    at handler (index.js:1:1)")).toBe(
      "2026-11-21T14:05:00.250Z  api     error  TypeError: x is not a function\n    at handler (index.js:1:1)\n",
    );
  });

  test.each([
    [
      "a line of ours",
      JSON.stringify({ ...OURS, message: `${ESCAPE}[2Jgone${ESCAPE}]0;title\u0007`, [`a${ESCAPE}[31m`]: "\u202e" }),
    ],
    ["any other text", `${ESCAPE}[31mred\u009b2K\u202etxet`],
  ])("nothing in %s moves the cursor, colours or turns the direction", (_, text) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(person(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  test("colours are there only where they are wanted", () => {
    expect(person(JSON.stringify(OURS), true)).toContain(`${ESCAPE}[33mwarn`);
    expect(person(JSON.stringify(OURS))).not.toContain(ESCAPE);
  });

  test("a metric is not shown", () => {
    expect(person('{"_aws":{},"seconds":1}')).toBeUndefined();
  });
});

describe("as JSON", () => {
  test("a line of ours is what was written", () => {
    expect(json(JSON.stringify(OURS))).toBe(`${JSON.stringify(OURS)}\n`);
  });

  test("other text is wrapped, and every line is one", () => {
    const trace = { time: "2026-11-21T14:05:00.250Z", function: "api", message: "Error: a\nb" };
    expect(json("Error: a\nb")).toBe(`${JSON.stringify(trace)}\n`);
    expect(json(JSON.stringify(OURS, null, 2))).toBe(`${JSON.stringify(OURS)}\n`);
    expect(json("{not json")).toContain('"message":"{not json"');
  });

  test("what a terminal would obey stands as an escape, and reads the same", () => {
    const line = json(JSON.stringify({ ...OURS, message: "\u009b2K\u202e" })) ?? "";
    expect(line).toContain("\\u009b2K\\u202e");
    expect(JSON.parse(line)).toEqual({ ...OURS, message: "\u009b2K\u202e" });
  });
});

describe("among what is wanted", () => {
  const wanted = (text: string, asked: { errors?: boolean; correlation?: string }) =>
    isWanted({ ...told(text), wanted: { errors: false, correlation: undefined, ...asked } });

  test.each([
    [JSON.stringify({ ...OURS, level: "error" }), true],
    [JSON.stringify(OURS), false],
    ["2026-11-21T14:05:00.250Z 1 Task timed out after 29.00 seconds", true],
    ["REPORT RequestId: 1 Duration: 29000 ms Status: timeout", true],
    ["REPORT RequestId: 1 Duration: 2 ms", false],
    ["TypeError: x is not a function", true],
    ["RequestId: 1 Error: Runtime exited with error: signal: killed", true],
    ['{"_aws":{},"errors":1}', false],
    ["3 errors so far: none", false],
  ])("%s is an error: %s", (text, is) => {
    expect(wanted(text, { errors: true })).toBe(is);
  });

  test("a correlation id is compared as a whole in lines of ours, and looked for in others", () => {
    expect(wanted(JSON.stringify(OURS), { correlation: "c-1" })).toBe(true);
    expect(wanted(JSON.stringify({ ...OURS, correlationId: "c-11" }), { correlation: "c-1" })).toBe(false);
    expect(wanted("gave up on c-1", { correlation: "c-1" })).toBe(true);
  });
});
