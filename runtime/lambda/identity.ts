import { membersOf } from "./members.ts";

/** Which function is running: what every log line, metric and smoke answer says of itself. */
export type Identity = {
  readonly function: string;
  readonly stage: string;
  /** Digest of the running bundle. */
  readonly version: string;
};

type Told = { readonly inLogs: string; readonly inMetrics: string };

const told = new WeakMap<Identity, Told>();

/** An identity as it continues a log line and a metric, written once for all of them. */
export function identityMembers(identity: Identity): Told {
  const known = told.get(identity);
  if (known !== undefined) return known;
  const { function: name, stage, version } = identity;
  const inLogs = membersOf({ function: name, stage, version });
  const made = { inLogs, inMetrics: membersOf({ stage, function: name }) };
  told.set(identity, made);
  return made;
}
