import { describe, expect, test } from "vitest";
import { sentence } from "../../../infra/pack/judge.ts";
import { RULES } from "../../../infra/pack/rules.ts";
import { rowsAbout, rulingsOf } from "./rule-rows.ts";

describe.each(RULES)("the rule $name", (rule) => {
  const rows = rowsAbout(rule.name);

  test.each(rows)("$what: $verdict", (row) => {
    const found = rulingsOf(rule, row);
    const verdicts = new Set(found.map(({ ruling }) => ruling.verdict));
    expect([...verdicts]).toEqual(row.verdict === "pass" ? [] : [row.verdict]);
    const sentences = found.map(({ resource, ruling }) => sentence(resource, ruling));
    if (row.says !== undefined) expect(sentences.join("\n")).toContain(row.says);
  });

  test("has at least five rows that pass and five that do not", () => {
    expect(rows.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThanOrEqual(5);
    expect(rows.filter(({ verdict }) => verdict === "violation").length).toBeGreaterThanOrEqual(5);
  });

  test("ends no sentence without saying what to change", () => {
    const said = rows.flatMap((row) => rulingsOf(rule, row)).filter(({ ruling }) => ruling.verdict === "violation");
    for (const { resource, ruling } of said) expect(sentence(resource, ruling)).toMatch(/^\S+ \S+: .+\. [A-Z].+\.$/s);
  });
});

test("a message about a secret never repeats it", () => {
  const rule = RULES.find(({ name }) => name === "secret-value");
  if (rule === undefined) throw new Error("The rule secret-value is gone.");
  const kept = rowsAbout(rule.name).filter(({ verdict }) => verdict === "violation");
  for (const row of kept) {
    const said = rulingsOf(rule, row).map(({ resource, ruling }) => sentence(resource, ruling));
    const values = JSON.stringify(row.props).match(/(?<=:")[^"]{8,}(?=")/g) ?? [];
    expect(values.filter((value) => said.join().includes(value))).toEqual([]);
  }
});
