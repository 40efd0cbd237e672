import type { VerificationFinding } from "./finding.ts";

export type DeploymentSeen = {
  /** How the report calls the deployment. */
  readonly name: string;
  /** Function name → digest of its bundle, and the digest of the stage's settings; absent where the deployment does not say. */
  readonly meant: {
    readonly bundles?: Readonly<Record<string, string>> | undefined;
    readonly settings?: string | undefined;
  };
  /** The same as the stack and the stage file say. */
  readonly seen: { readonly bundles: Readonly<Record<string, string>>; readonly settings: string };
};

/** Where a stack and its stage file say something else than a deployment left; empty when they agree. */
export function deploymentFindings({ name, meant, seen }: DeploymentSeen): VerificationFinding[] {
  const { bundles = seen.bundles, settings = seen.settings } = meant;
  const functions = new Set([...Object.keys(bundles), ...Object.keys(seen.bundles)]);
  const other = [...functions].filter((one) => bundles[one] !== seen.bundles[one]);
  return [
    ...other.map((one) => ({
      code: "stack-version",
      message: `The stack says that ${one} is ${short(seen.bundles[one])}; ${name} brought ${short(bundles[one])}.`,
      subject: one,
      fix: "Somebody deployed past the ledger: deploy it with ops deploy, or go back with ops rollback.",
    })),
    ...(settings === seen.settings
      ? []
      : [
          {
            code: "settings",
            message: `The stage's settings are not those that ${name} was deployed with.`,
            subject: "stage file",
            fix: "Compare the stage file with that of its commit, or deploy the new settings: ops deploy",
          },
        ]),
  ];
}

function short(digest: string | undefined): string {
  return digest === undefined ? "not there" : digest.slice(0, 12);
}
