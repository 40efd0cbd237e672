import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareSchemas, type SchemaFinding } from "../../checks/schemas/compare.ts";
import { unreadable } from "../../failure.ts";
import type { Finding, Step } from "../../report.ts";
import { foundStep } from "../found-step.ts";
import type { GateStep } from "../gate-step.ts";
import { type Boundary, boundaries } from "../schemas/boundaries.ts";
import { type Released, readReleased } from "../schemas/released.ts";

const RELEASE = "node schemas/release.ts --reason TEXT";

/** What has to go with a change that is meant, by who would be broken by it. */
const MISSING: Readonly<Record<SchemaFinding["code"], string>> = {
  "old-value-refused": `A migration is missing that brings old values into the new form: ops migrate-schema --new NAME, then ${RELEASE}`,
  "new-value-refused": `Deploy first a version that reads both forms and still writes the old one, and after it the one that writes the new; then ${RELEASE}`,
  undecided: `Write the change so that it can be compared, or judge it by hand, then ${RELEASE}`,
};
const OTHERS = `Those on the other side have to change first: keep accepting and saying what was, or agree on it, then ${RELEASE}`;

/** The schemas of everything that crosses a boundary, against those that were released. */
export const schemasStep: GateStep = {
  name: "schemas",
  explains:
    "What is stored, in flight, asked and answered can still be read by its other side: today's schemas against schemas/released, each break shown with a value.",
  run: async ({ root }) => {
    const today = boundaries();
    const judged = await Promise.all(
      today.map(async (boundary) => judgeBoundary(boundary, await readReleased({ root, name: boundary.name }))),
    );
    const forgotten = await releasedOnly(root, today);
    const found = [...judged.flat(), ...forgotten];
    const open = found.filter(({ code }) => code === "schema-undecided");
    const findings = found.filter(({ code }) => code !== "schema-undecided");
    const detail = `${today.length} schemas`;
    return [foundStep({ name: "schemas", findings, detail }), ...undecidedStep(open)];
  },
};

function undecidedStep(findings: readonly Finding[]): Step[] {
  if (findings.length === 0) return [];
  return [{ name: "schemas undecided", status: "undecided", reason: `${findings.length} not decided`, findings }];
}

/** What one boundary's schema breaks of the one that was released. */
export function judgeBoundary({ name, role, schema }: Boundary, released: Released | undefined): Finding[] {
  if (released === undefined) {
    const message = `${name} crosses a boundary and has no released schema.`;
    return [{ code: "schema-unreleased", message, subject: name, fix: `Release it: ${RELEASE}` }];
  }
  if (released.role !== role) {
    const message = `${name} was released as ${released.role} and is ${role} now.`;
    return [{ code: "schema-role-changed", message, subject: name, fix: `Release it as what it is: ${RELEASE}` }];
  }
  return compareSchemas({ before: released.schema, after: schema, role }).map(({ code, message, witness }) => ({
    code: `schema-${code}`,
    message: `${name} (${role}): ${message}`,
    subject: name,
    ...(witness === undefined ? {} : { witness }),
    fix: code !== "undecided" && (role === "request" || role === "response") ? OTHERS : MISSING[code],
  }));
}

async function releasedOnly(root: string, today: readonly Boundary[]): Promise<Finding[]> {
  const files = await readdir(join(root, "schemas", "released")).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw unreadable("schemas/released cannot be read.", "Look at its permissions.", error);
  });
  const known = new Set(today.map(({ name }) => `${name}.json`));
  return files
    .filter((file) => file.endsWith(".json") && !known.has(file))
    .map((file) => ({
      code: "schema-gone",
      message: `schemas/released/${file} is of something that crosses no boundary any more.`,
      subject: file.replace(/[.]json$/, ""),
      fix: `Bring its schema back, or when nobody holds such values any more: git rm schemas/released/${file}`,
    }));
}
