import { beforeAll, expect, test } from "vitest";
import { caseRows } from "../../case-rows.ts";
import { ops } from "./ops-process.ts";

type UrlRow = { input: string; rule: string; [expected: string]: unknown };
type PairRow = { a: string; b: string; same: boolean; why: string };
type GuardRow = { url: string; allowed: boolean; reason?: string; connectsTo?: string[]; why: string };
type Line = { contentId?: string; connectsTo?: string[] };

const rows = caseRows<UrlRow | PairRow>("urls.jsonl");
const pairs = rows.filter((row) => "same" in row) as PairRow[];
const strings = rows.filter((row) => "input" in row) as UrlRow[];
const walks = caseRows<GuardRow>("fetch-guard.jsonl");

let lines: Line[];
beforeAll(async () => {
  const asked = [
    ...strings.map((row) => ({ ...row, url: row.input })),
    ...pairs.flatMap(({ a, b }) => [{ url: a }, { url: b }]),
    ...walks,
  ];
  const { code, out, err } = await ops(["urls"], {}, asked.map((row) => `${JSON.stringify(row)}\n`).join(""));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  lines = out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(asked.length);
});

test("every string of the case file becomes what it says", () => {
  for (const [index, { input, rule, ...expected }] of strings.entries()) {
    expect(lines[index], `${rule}: ${input}`).toMatchObject(expected);
  }
});

test("every pair of the case file has one content id or two, as it says", () => {
  for (const [index, { a, b, same, why }] of pairs.entries()) {
    const at = strings.length + 2 * index;
    const ids = [lines[at]?.contentId, lines[at + 1]?.contentId];
    for (const id of ids) expect(id, why).toMatch(/^c1_[0-9a-f]{64}$/);
    expect(ids[0] === ids[1], `${why}: ${a} and ${b}`).toBe(same);
  }
});

test("every walk of the guard's case file is allowed or refused as it says", () => {
  for (const [index, { url, allowed, reason, connectsTo, why }] of walks.entries()) {
    const line = lines[strings.length + 2 * pairs.length + index];
    const verdict = allowed ? { fetch: "allowed" } : { fetch: "refused", why: reason, hop: expect.any(Number) };
    expect(line, `${why}: ${url}`).toMatchObject(verdict);
    if (connectsTo) expect(line?.connectsTo?.toSorted(), why).toEqual(connectsTo.toSorted());
    expect(line && "connectsTo" in line, why).toBe(allowed);
  }
});
