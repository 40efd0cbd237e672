import type { IsolationFinding } from "../checks/isolation/judgement.ts";
import type { Finding, Step } from "../report.ts";
import { SOURCES } from "./mode.ts";
import type { Outcome } from "./outcome.ts";

/** The parts of the proof, each with the codes of what it finds; the last one takes every other code. */
const PARTS: readonly (readonly [name: string, codes: readonly string[]])[] = [
  ["identity policies", ["identity-policy", "account-wide-action", "pass-role", "names-other-stage"]],
  ["resource policies", ["resource-policy", "public-resource", "other-account", "service-source", "confused-deputy"]],
  ["trust and role chains", ["trust-policy", "role-chain"]],
  ["keys and grants", ["key-policy", "key-grant", "encryption-key"]],
  ["secrets", ["equal-secret", "secret-value", "secret-rotation"]],
  ["shared things", ["shared-resource", "shared-role", "stack-reference", "account-wide-setting"]],
  ["wiring", []],
];
const ACCOUNT_CODES = ["unmanaged-resource", "drift", "gone", "unknown-reference"];

/** The proof as steps of a report: what was read, each part with what it found, and what could not be decided. */
export function isolationSteps({ reading, judgement }: Outcome): Step[] {
  const { findings, undecided, principals, resources, questions } = judgement;
  const named = new Set([...PARTS.flatMap(([, codes]) => codes), ...ACCOUNT_CODES]);
  const read = reading.snapshots.map(({ stage, resources: held }): Step => {
    return { name: `read ${stage}`, status: "passed", detail: `${held.length} resources`, findings: [] };
  });
  const parts = PARTS.map(([name, codes], at) => {
    const rest = at === PARTS.length - 1;
    return partStep(
      name,
      findings.filter(({ code }) => (rest ? !named.has(code) : codes.includes(code))),
    );
  });
  const account = partStep(
    "account against states",
    findings.filter(({ code }) => ACCOUNT_CODES.includes(code)),
  );
  const asked = `${principals.length} principals × ${resources.length} resources, ${questions} questions`;
  return [
    { name: "source", status: "passed", detail: [SOURCES[reading.mode], ...reading.notes].join("; "), findings: [] },
    ...read,
    ...(reading.mode === "live" ? [account] : []),
    ...parts,
    undecided.length === 0
      ? { name: "decided", status: "passed", detail: asked, findings: [] }
      : {
          name: "decided",
          status: "undecided",
          detail: asked,
          reason: `${undecided.length} open`,
          findings: undecided.map(({ subject, reason }) => ({ code: "undecided", message: reason, subject })),
        },
  ];
}

function partStep(name: string, findings: readonly IsolationFinding[]): Step {
  const told: Finding[] = findings.map(({ code, message, subject, witness, fix }) => {
    return { code, message, subject, witness, fix };
  });
  return findings.length === 0
    ? { name, status: "passed", findings: [] }
    : { name, status: "failed", detail: `${findings.length} found`, findings: told };
}
