export type ImportFinding = {
  readonly code: string;
  readonly message: string;
  /** The file that imports. */
  readonly subject: string;
  readonly fix: string;
};

/** An import that a rule forbids, as dependency-cruiser tells it. */
export type ForbiddenImport = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };

/** The forbidden imports as findings, each with the reason that its rule gives. */
export function judgeImports(
  violations: readonly ForbiddenImport[],
  reasons: ReadonlyMap<string, string>,
): ImportFinding[] {
  return violations.map(({ from, to, rule: { name } }) => ({
    code: name,
    message: `${from} imports ${to}. ${reasons.get(name) ?? ""}`.trimEnd(),
    subject: from,
    fix: "Take what it needs as an argument, or move it to where both may read it.",
  }));
}
