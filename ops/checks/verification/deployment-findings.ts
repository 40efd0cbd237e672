import type { VerificationFinding } from "./finding.ts";

export type DeploymentSeen = {
  /** How the report calls the deployment. */
  readonly name: string;
  readonly meant: {
    /** Function name → digest of its bundle. */
    readonly bundles: Readonly<Record<string, string>>;
    /** Digest of the stage's settings. */
    readonly settings: string;
    /** For a rollback, the deployment that its versions were verified with; their settings and outputs are not the checkout's. */
    readonly restored?: string | undefined;
  };
  /** The same as the stack and the checkout's stage file say; `lacking` are outputs that only the checkout's program has. */
  readonly seen: {
    readonly bundles: Readonly<Record<string, string>>;
    readonly settings: string;
    readonly lacking: string | undefined;
  };
};

/** Where a stack and its stage file say something else than a deployment left; empty when they agree. */
export function deploymentFindings({ name, meant, seen }: DeploymentSeen): VerificationFinding[] {
  const { bundles, settings, restored } = meant;
  const functions = new Set([...Object.keys(bundles), ...Object.keys(seen.bundles)]);
  const other = [...functions].filter((one) => bundles[one] !== seen.bundles[one]);
  const versions = other.map((one) => ({
    code: "stack-version",
    message: `The stack says that ${one} is ${short(seen.bundles[one])}; ${name} brought ${short(bundles[one])}.`,
    subject: one,
    fix: "Somebody deployed past the ledger: deploy it with ops deploy, or go back with ops rollback.",
  }));
  if (restored !== undefined) return versions;
  return [...versions, ...(settings === seen.settings ? [] : [otherSettings(name)]), ...lackingFindings(seen.lacking)];
}

function otherSettings(name: string): VerificationFinding {
  return {
    code: "settings",
    message: `The stage's settings are not those that ${name} was deployed with.`,
    subject: "stage file",
    fix: "Compare the stage file with that of its commit, or deploy the new settings: ops deploy",
  };
}

/** Outputs that this checkout's program would have, where what runs is meant to be of it. */
export function lackingFindings(lacking: string | undefined): VerificationFinding[] {
  if (lacking === undefined) return [];
  const message = `The stack does not have the outputs of this version: ${lacking}.`;
  return [{ code: "stack-outputs", message, subject: "stack outputs", fix: "Deploy it first: ops deploy" }];
}

/** What the settings of the checkout are to what was restored; they are told, and nothing is judged by them. */
export function restoredText({ meant, seen }: Pick<DeploymentSeen, "meant" | "seen">): string {
  const theirs = meant.settings === seen.settings ? "are theirs as well" : "are not theirs";
  return `the versions are those that ${meant.restored} was verified with; the settings of this checkout ${theirs}`;
}

function short(digest: string | undefined): string {
  return digest === undefined ? "not there" : digest.slice(0, 12);
}
