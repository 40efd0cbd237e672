import type { PolicyDocument } from "../iam/document.ts";
import { parsePolicy } from "../iam/parse-policy.ts";
import type { CarriedPolicy } from "./policies-in.ts";
import { isRecord, isSecret, isUnknown, type Unknown } from "./snapshot.ts";
import type { Pair, Side } from "./stage-model.ts";

/** A policy that can take part in decisions, or why it cannot. */
export type PolicyReading =
  | { readonly policy: PolicyDocument }
  | { readonly undecided: string; readonly until?: "deployed" };

const MEANING = new Set(["Effect", "Action", "NotAction", "Version", "Sid"]);

class Unreadable extends Error {}

function comesFrom({ from = [] }: Unknown, { byUrn }: Pair, side: Side): "own" | "elsewhere" {
  return from.length > 0 && from.every((urn) => byUrn.get(urn)?.side === side) ? "own" : "elsewhere";
}

/** An ARN that names nothing that exists: it stands for something of one stage that has no name yet. */
export function ownPlaceholder({ stage, place }: Side): string {
  return `arn:${place.partition}:not-yet-known::${place.account}:${stage}/not-yet-known`;
}

/** The ARNs an unknown text can be: those of the one resource it comes from, or a stand-in. */
function standIns(unknown: Unknown, pair: Pair, side: Side): readonly string[] {
  const [urn, ...more] = unknown.from ?? [];
  const arn = more.length === 0 ? pair.byUrn.get(urn ?? "")?.arn : undefined;
  return arn === undefined ? [ownPlaceholder(side)] : [arn, `${arn}/*`, `${arn}:*`];
}

function settle(value: unknown, key: string, pair: Pair, side: Side): unknown {
  if (isSecret(value)) throw new Unreadable("a part of it is secret");
  if (isUnknown(value)) {
    if (MEANING.has(key)) throw new Unreadable(`its ${key} is not known yet`);
    if (comesFrom(value, pair, side) === "elsewhere")
      throw new Unreadable(`its ${key} is not known yet, nor where it comes from`);
    return key === "Resource" || key === "NotResource" ? standIns(value, pair, side) : ownPlaceholder(side);
  }
  if (Array.isArray(value)) return value.flatMap((each) => settle(each, key, pair, side));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, settle(each, name, pair, side)]));
}

function parsed(source: unknown): unknown {
  return typeof source === "string" ? source : JSON.stringify(source);
}

export type ReadPolicyArgs = { readonly carried: CarriedPolicy; readonly pair: Pair; readonly side: Side };

/** Reads a policy; values that are not known but come from the stage's own resources are taken to name those. */
export function readPolicy({ carried, pair, side }: ReadPolicyArgs): PolicyReading {
  const { document, kind, source } = carried;
  const where = { document, kind };
  if (isSecret(source)) return { undecided: `${document} is encrypted: show secrets when you export the stack` };
  if (isUnknown(source)) {
    return {
      undecided: `${document} is not known before it is deployed: it holds values that AWS makes, and could hold anything beside them`,
      until: "deployed",
    };
  }
  try {
    const read = parsePolicy(parsed(settle(source, "policy", pair, side)), where);
    if (read.ok) return { policy: read.policy };
    const [first] = read.problems;
    return { undecided: `${document} cannot be read: ${first?.at} ${first?.message}` };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { undecided: `${document} cannot be read: ${error.message}` };
  }
}
