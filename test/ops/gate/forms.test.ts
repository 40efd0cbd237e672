import { expect, test } from "vitest";
import { annotations } from "../../../ops/gate/annotations.ts";
import { junitXml } from "../../../ops/gate/junit.ts";
import { reportOf } from "../../../ops/report.ts";

const at = new Date("2026-11-21T10:00:00Z");
const report = reportOf({
  command: "gate",
  ...{ startedAt: at, endedAt: new Date(at.getTime() + 1_500) },
  steps: [
    { name: "models", status: "passed", findings: [{ code: "model-ending", message: "Ends soon.", subject: "gpt-5" }] },
    {
      ...{ name: "secrets: files", status: "failed" },
      findings: [{ code: "jwt", message: 'a.ts:3 holds <"x"> & 100 %\nmore', subject: "ops/a.ts:3", fix: "Out." }],
    },
    { name: "isolation", status: "skipped", reason: "blocked by environments", findings: [] },
    { name: "imports", status: "undecided", reason: "could not be read", findings: [] },
  ],
});

test("findings become annotations of the line they are about, with nothing that ends the command early", () => {
  expect(annotations(report)).toEqual([
    "::warning title=models%3A model-ending::Ends soon.",
    '::error file=ops/a.ts,line=3,title=secrets%3A files%3A jwt::a.ts:3 holds <"x"> & 100 %25%0Amore Out.',
    "::notice title=isolation::blocked by environments",
    "::error title=imports::could not be read",
  ]);
});

test("a report becomes JUnit's XML: failures, errors for what is undecided, and why something was skipped", () => {
  const xml = junitXml(report);
  expect(xml).toContain('tests="4" failures="1" errors="1" skipped="1" time="1.500"');
  expect(xml).toContain('<failure message="a.ts:3 holds &lt;&quot;x&quot;&gt; &amp; 100 %');
  expect(xml).toContain('<skipped message="blocked by environments"/>');
  expect(xml).toContain('<error message="could not be read">');
  expect(xml).toContain("<system-out>Ends soon.</system-out>");
});
