/** What a door asks of a schema. Zod's offer it; a function whose doors need no other schema does not carry zod. */
export type Schema<Output> = {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: Output } | { readonly success: false; readonly error: SchemaError };
  /** The fields of an object by their names. */
  readonly shape?: object;
};

type SchemaError = { readonly issues: readonly SchemaIssue[] };
type SchemaIssue = {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
};

const MOST = 5;

/** What is wrong with an input, in one sentence: each place by its path, with what is expected there. */
export function schemaProblem(schema: Schema<unknown>, error: SchemaError): string {
  const told = error.issues.slice(0, MOST).flatMap((issue) => issueProblems(schema, issue));
  const more = error.issues.length - MOST;
  return `${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

function issueProblems({ shape }: Schema<unknown>, issue: SchemaIssue): string[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 && shape !== undefined ? Object.keys(shape) : [];
    const expected = known.length === 0 ? "" : `; expected only ${known.join(", ")}`;
    return (issue.keys ?? []).map((key) => `${place([...issue.path, key])}: is not a known field${expected}`);
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
