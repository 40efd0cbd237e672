import type { IsolationFinding } from "../../checks/isolation/judgement.ts";
import { isRecord, type Snapshot, type SnapshotResource } from "../../checks/isolation/snapshot.ts";
import type { Facet } from "./facets.ts";

const ARN = /arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{12}:[^\s"'\\,}\]]+/g;

export type UnknownReferencesArgs = {
  stage: string;
  held: ReadonlyMap<string, Facet<SnapshotResource>>;
  states: readonly Snapshot[];
};

/** ARNs that something in the account refers to and that neither state holds, in any of its resources or values. */
export function unknownReferences({ stage, held, states }: UnknownReferencesArgs): IsolationFinding[] {
  const known = new Set(
    states.flatMap(({ resources }) => resources.flatMap((each) => arnsIn([each.arn, each.properties]))),
  );
  const own = new Set([...held.values()].flatMap(({ resource }) => arnsIn(resource.arn)));
  const findings = [...held.values()].flatMap((facet) => {
    const referred = arnsIn([facet.values, facet.label]).filter((arn) => !own.has(arn) && !isKnown(arn, known));
    return referred.map((arn) => finding(stage, facet, arn));
  });
  return [...new Map(findings.map((each) => [`${each.subject} ${each.message}`, each])).values()];
}

function finding(stage: string, { resource, about, label }: Facet, arn: string): IsolationFinding {
  const where = label === "" ? resource.name : `${label} of ${about}`;
  return {
    code: "unknown-reference",
    message: `${where} of ${stage} refers to ${arn}, which no state knows.`,
    subject: resource.arn ?? about,
    witness: { chain: [about, ...(label === "" ? [] : [label]), arn] },
    fix: "Remove the reference, or declare what it refers to in the program of this stage.",
  };
}

/** Every ARN of some account in a value, function ARNs without what API Gateway puts around them. */
function arnsIn(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (each: unknown): void => {
    if (typeof each === "string") for (const [arn] of each.matchAll(ARN)) found.add(trimmed(arn));
    else if (Array.isArray(each)) each.forEach(visit);
    else if (isRecord(each)) Object.values(each).forEach(visit);
  };
  visit(value);
  return [...found].filter((arn) => !/:root$|:aws:policy\//.test(arn));
}

function trimmed(arn: string): string {
  return arn.replace(/\/invocations$/, "").replace(/:\*$/, "");
}

/** Known as it is, as part of something known, or, with a wildcard, as the beginning of something known. */
function isKnown(arn: string, known: ReadonlySet<string>): boolean {
  const literal = arn.split(/[*?]/)[0] ?? arn;
  if (known.has(arn)) return true;
  for (const each of known) {
    if (literal.startsWith(`${each}/`) || literal.startsWith(`${each}:`)) return true;
    if (literal !== arn && each.startsWith(literal)) return true;
  }
  return false;
}
