import { expect, test } from "vitest";
import { judgeCode, unreleased } from "../../../../ops/checks/migrations/judge-code.ts";

const released = { "0013-canonical": "a".repeat(64) };

test("a released migration keeps its code; a new one is pending and no finding", () => {
  const now = { ...released, "0014-next": "b".repeat(64) };
  expect(judgeCode({ released, now })).toEqual([]);
  expect(unreleased({ released, now })).toEqual(["0014-next"]);
});

test("a released migration with other code has drifted, and one without code is missing", () => {
  expect(judgeCode({ released, now: { "0013-canonical": "c".repeat(64) } })).toMatchObject([{ code: "drifted" }]);
  expect(judgeCode({ released, now: {} })).toMatchObject([{ code: "missing", subject: "0013-canonical" }]);
});
