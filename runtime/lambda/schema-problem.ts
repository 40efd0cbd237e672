import * as z from "zod";

const MOST = 5;

/** What is wrong with an input, in one sentence: each place by its path, with what is expected there. */
export function schemaProblem(schema: z.ZodType, error: z.ZodError): string {
  const told = error.issues.slice(0, MOST).flatMap((issue) => issueProblems(schema, issue));
  const more = error.issues.length - MOST;
  return `${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

function issueProblems(schema: z.ZodType, issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    const expected = known.length === 0 ? "" : `; expected only ${known.join(", ")}`;
    return issue.keys.map((key) => `${place([...issue.path, key])}: is not a known field${expected}`);
  }
  const expectation = issue.message.replace(/^Invalid (input|option): /, "").replace(/, received undefined$/, "");
  const missing = issue.message.endsWith("received undefined") ? "is missing; " : "";
  return [`${place(issue.path)}: ${missing}${expectation}`];
}

/** Keys come from outside: one that is not a plain word is quoted and cut. */
function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "body";
  return path
    .map((part) => (/^[\w-]{1,60}$/.test(String(part)) ? String(part) : JSON.stringify(String(part).slice(0, 60))))
    .join(".");
}
