import type { Report, Step } from "../report.ts";

/** A report as JUnit's XML: a test case a step; what is undecided is an error, what was skipped keeps its reason. */
export function junitXml({ command, startedAt, endedAt, steps }: Report): string {
  const count = (status: Step["status"]) => steps.filter((step) => step.status === status).length;
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  const counts = `tests="${steps.length}" failures="${count("failed")}" errors="${count("undecided")}" skipped="${count("skipped")}"`;
  const about = `name="ops ${escaped(command)}" ${counts} time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${about}>`,
    `  <testsuite ${about} timestamp="${startedAt}">`,
    ...steps.map((step) => testCase(command, step)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase(command: string, step: Step): string {
  const head = `    <testcase classname="ops.${escaped(command)}" name="${escaped(step.name)}"`;
  const inside = OUTCOMES[step.status](step);
  return inside === "" ? `${head}/>` : `${head}>\n      ${inside}\n    </testcase>`;
}

const OUTCOMES: Record<Step["status"], (step: Step) => string> = {
  passed: (step) => (step.findings.length === 0 ? "" : `<system-out>${told(step)}</system-out>`),
  failed: (step) => `<failure message="${summary(step)}">${told(step)}</failure>`,
  undecided: (step) => `<error message="${summary(step)}">${told(step)}</error>`,
  skipped: (step) => `<skipped message="${summary(step)}"/>`,
};

function summary({ detail, reason, findings }: Step): string {
  return escaped(findings[0]?.message ?? reason ?? detail ?? "");
}

function told({ findings }: Step): string {
  return escaped(findings.map(({ message, fix }) => (fix === undefined ? message : `${message}\n→ ${fix}`)).join("\n"));
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g;

/** Text between tags or quotes; what XML cannot hold at all becomes a question mark. */
function escaped(text: string): string {
  return text.replace(UNWRITABLE, "?").replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
