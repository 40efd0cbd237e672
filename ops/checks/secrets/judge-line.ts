import { type AllowList, fingerprintOf, isAllowed } from "./allowed.ts";
import { findSecrets, type SecretSighting } from "./find-secrets.ts";

export type SecretFinding = {
  readonly code: string;
  readonly message: string;
  /** Path and line; what was seen is never repeated. */
  readonly subject: string;
  readonly witness: { readonly fingerprint: string; readonly commit?: string };
  readonly fix: string;
};

export type Line = {
  readonly text: string;
  readonly path: string;
  /** Counted from 1; absent in a commit's message. */
  readonly number?: number;
  /** The commit that added it; absent for what is in the folder now. */
  readonly commit?: string;
};

/** What in a line has the shape of a secret and is not allowed. */
export function judgeLine(line: Line, list: AllowList): SecretFinding[] {
  const seen = findSecrets(line.text).filter((sighting) => !isAllowed(sighting, { path: line.path, list }));
  return seen.map((sighting) => findingOf(sighting, line));
}

function findingOf({ kind, what, value }: SecretSighting, { path, number, commit }: Line): SecretFinding {
  const subject = number === undefined ? path : `${path}:${number}`;
  const where = commit === undefined ? subject : `${subject} in commit ${commit.slice(0, 10)}`;
  const fingerprint = fingerprintOf(value);
  return {
    code: kind,
    message: `${where} holds what looks like ${what} (${value.length} characters, fingerprint ${fingerprint}).`,
    subject,
    witness: { fingerprint, ...(commit === undefined ? {} : { commit }) },
    fix: commit === undefined ? TAKE_OUT : CHANGE,
  };
}

const ALLOW = "If it is no secret, allow its fingerprint with a reason in .secrets-allow.json.";
const TAKE_OUT = `Keep it in Secrets Manager, and change it if it was ever committed. ${ALLOW}`;
const CHANGE = `Change the secret: everybody who has the repository has it. ${ALLOW}`;
