import { globFrom, matches } from "../iam/glob.ts";
import type { ArnIndex, Target } from "./arn-index.ts";
import { edgeKind } from "./edge-kinds.ts";
import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { Edge, IsolationFinding, Undecided } from "./judgement.ts";
import { permissionPolicy } from "./permission-policy.ts";
import { isUnknown } from "./snapshot.ts";
import { type Item, otherSide, type Pair } from "./stage-model.ts";
import { type PlacedMarker, textsIn } from "./texts-in.ts";

/** What properties of one resource name: edges of the graph, and findings where they cross. */
export type References = {
  readonly edges: readonly Edge[];
  readonly findings: readonly IsolationFinding[];
  readonly undecided: readonly Undecided[];
};

const WORD = /[A-Za-z0-9-]+/g;

/** A name made as ours are, with the other stage in it, of something no snapshot knows. */
function strangerIn(text: string, item: Item, other: string): string | undefined {
  const { project, stage } = item.side.snapshot;
  return (text.match(WORD) ?? []).find((word) => {
    if (!word.startsWith(`${project}-`)) return false;
    const parts = word.split("-");
    return parts.includes(other) && !parts.includes(stage);
  });
}

const ARN_PATTERN = /^arn:[^*]*\*/;

/** A resource of the other stage that a pattern of ARNs covers; what permissions say is judged with the policies. */
function coveredBy(text: string, item: Item, arns: ArnIndex): Target | undefined {
  if (!ARN_PATTERN.test(text) || permissionPolicy(item) !== undefined) return undefined;
  const glob = globFrom(text);
  const [, , service = ""] = text.split(":");
  const services = service.includes("*") ? arns.services : [service];
  const near = services.flatMap((each) => arns.touching(each, glob.prefix));
  return near.find(({ item: target, arn }) => target.side !== item.side && matches(glob, arn));
}

function openMarker(item: Item, { path, marker }: PlacedMarker, pair: Pair): Undecided | undefined {
  if (marker === "encrypted")
    return { subject: item.label, reason: `${path} is encrypted: show secrets when you export the stack` };
  const strangers = (marker.from ?? []).filter(
    (urn) => pair.byUrn.get(urn)?.side !== item.side && !/::pulumi:pulumi:Stack::/.test(urn),
  );
  if (isUnknown(marker) && (marker.from ?? []).length > 0 && strangers.length === 0) return undefined;
  const from = strangers.length === 0 ? "nobody tells from where it comes" : `it comes from ${strangers.join(", ")}`;
  const reason = `${path} is not known before it is deployed, and ${from}`;
  return { subject: item.label, reason, until: "deployed" };
}

export type ReferencesArgs = {
  readonly item: Item;
  readonly pair: Pair;
  readonly index: IdentifierIndex;
  readonly arns: ArnIndex;
};

/** Reads all texts of one resource and looks up what they name. */
export function referencesOf({ item, pair, index, arns }: ReferencesArgs): References {
  const { texts, markers } = textsIn(item.resource);
  const other = otherSide(pair, item.side);
  const edges = new Map<string, Edge>();
  const findings = new Map<string, IsolationFinding>();
  for (const { path, text } of texts) {
    const named = index.find(text);
    const { code, fix } = edgeKind(item.type, path);
    for (const { text: identifier, item: target } of named) {
      if (target === item) continue;
      const crossing = target.side !== item.side;
      edges.set(`${code} ${target.label}`, { from: item.label, to: target.label, kind: code, crossing });
      if (!crossing || findings.has(target.label)) continue;
      findings.set(target.label, {
        code,
        message: `${path} of ${item.resource.name} (${item.side.stage}) names ${identifier}, which is ${other.stage}'s.`,
        subject: item.label,
        witness: { chain: [item.label, path, target.label] },
        fix,
      });
    }
    if (named.some(({ item: target }) => target.side === other)) continue;
    const covered = coveredBy(text, item, arns);
    if (covered !== undefined) {
      findings.set(covered.item.label, {
        code,
        message: `${path} of ${item.resource.name} (${item.side.stage}) covers ${covered.arn}, which is ${other.stage}'s.`,
        subject: item.label,
        witness: { chain: [item.label, path, text, covered.item.label] },
        fix,
      });
    }
    const stranger = strangerIn(text, item, other.stage);
    if (stranger === undefined || findings.has(stranger)) continue;
    findings.set(stranger, {
      code: "names-other-stage",
      message: `${path} of ${item.resource.name} (${item.side.stage}) names ${stranger}, which reads as ${other.stage}'s.`,
      subject: item.label,
      witness: { chain: [item.label, path, stranger] },
      fix: FIXES["names-other-stage"],
    });
  }
  const undecided = markers.map((marker) => openMarker(item, marker, pair)).filter((each) => each !== undefined);
  return { edges: [...edges.values()], findings: [...findings.values()], undecided };
}
