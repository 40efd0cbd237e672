import type { PolicyDocument, Problem, UnreadablePolicy, Where } from "./document.ts";
import { parseStatement } from "./parse-statement.ts";
import { isObject, type ProblemList, problemList } from "./problem-list.ts";

/** Either the policy, or everything that is wrong with it. */
export type ParsedPolicy =
  | { readonly ok: true; readonly policy: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const KNOWN = new Set(["Version", "Id", "Statement"]);
const VERSIONS: readonly unknown[] = ["2012-10-17", "2008-10-17", undefined];

function readJson(text: string, problems: ProblemList): unknown {
  try {
    return JSON.parse(/^\s*%7B/i.test(text) ? decodeURIComponent(text) : text);
  } catch (cause) {
    problems.add("document", `is not JSON (${cause instanceof Error ? cause.message : String(cause)})`);
    return undefined;
  }
}

/**
 * Reads a policy from JSON text (as it is or URL-encoded, as IAM returns it) or from a parsed value.
 * Anything AWS's policy grammar does not know is a problem with its place: nothing is ever left out silently.
 */
export function parsePolicy(source: unknown, where: Where): ParsedPolicy {
  const problems = problemList(where.document);
  const raw = typeof source === "string" ? readJson(source, problems) : source;
  if (problems.found.length > 0) return { ok: false, problems: problems.found };
  if (!isObject(raw) || !Object.hasOwn(raw, "Statement")) {
    problems.add("document", "is not a policy: it has no Statement");
    return { ok: false, problems: problems.found };
  }
  for (const key of Object.keys(raw)) if (!KNOWN.has(key)) problems.add(key, "is not an element of a policy");
  if (!VERSIONS.includes(raw.Version)) problems.add("Version", 'must be "2012-10-17" or "2008-10-17"');
  const variables = raw.Version === "2012-10-17";
  const listed: readonly unknown[] = Array.isArray(raw.Statement) ? raw.Statement : [raw.Statement];
  const statements = listed.flatMap((statement, index) => {
    if (isObject(statement)) return [parseStatement({ raw: statement, where, index, variables, problems })];
    problems.add(`Statement[${index}]`, "must be an object");
    return [];
  });
  return problems.found.length > 0
    ? { ok: false, problems: problems.found }
    : { ok: true, policy: { ...where, statements } };
}

/** A policy that takes part in a decision although it could not be read: it leaves open what it might allow or deny. */
export function unreadablePolicy(where: Where, problems: readonly Problem[]): UnreadablePolicy {
  const why = problems.map(({ at, message }) => `${at} ${message}`).join("; ");
  return { ...where, unreadable: `${where.document} could not be read: ${why}` };
}
