/** Stands where a value is not known yet; `from` lists the URNs of the resources it comes from, where that is known. */
export type Unknown = { readonly unknown: true; readonly from?: readonly string[] };

/** A value that is not known and of which nobody knows where it comes from. */
export const UNKNOWN: Unknown = Object.freeze({ unknown: true as const });

/** Stands where a value is secret; equal digests are equal values. Without a digest the value is encrypted. */
export type Secret = { readonly secret: true; readonly digest?: string };

/** One resource of a stage as a program, a state or an account tells of it. */
export type SnapshotResource = {
  readonly urn?: string;
  /** Pulumi's name of the type, for example `aws:iam/role:Role`. */
  readonly type: string;
  /** The physical name where there is one, else the name in the program. */
  readonly name: string;
  readonly id?: string;
  readonly arn?: string;
  /** Plain JSON; `Unknown` and `Secret` markers stand where there is no plain value. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the program asked for, where that differs from `properties`. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Whether a stack manages it; false for what only the account knows. */
  readonly managed: boolean;
};

/** Everything one stage consists of, read from one source. */
export type Snapshot = {
  readonly stage: string;
  readonly source: "program" | "state" | "live" | "export";
  readonly project: string;
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
  readonly resources: readonly SnapshotResource[];
  /** Stacks this one reads outputs of, as `organization/project/stack`. */
  readonly stackReferences: readonly string[];
  /** Configuration values of the stack in plain text, where the source has them. */
  readonly configValues?: Readonly<Record<string, string>>;
};

/** A snapshot, or one sentence that says what is wrong with the document and what to try. */
export type SnapshotResult = { readonly snapshot: Snapshot } | { readonly problem: string };

/** Tells an object from every other value. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value of a snapshot is not known. */
export function isUnknown(value: unknown): value is Unknown {
  return isRecord(value) && value.unknown === true;
}

/** Whether a value of a snapshot is secret. */
export function isSecret(value: unknown): value is Secret {
  return isRecord(value) && value.secret === true;
}
