import { accountWide } from "./account-wide.ts";
import { type Actor, actorsOf } from "./actors.ts";
import { arnIndex } from "./arn-index.ts";
import { equalSecrets } from "./equal-secrets.ts";
import { eventPatterns } from "./event-patterns.ts";
import { foreignNames } from "./foreign-names.ts";
import { identifierIndex } from "./identifier-index.ts";
import type { Edge, IsolationFinding, IsolationJudgement, MatrixCell, Undecided } from "./judgement.ts";
import { logPolicies } from "./log-policies.ts";
import { openDoors } from "./open-doors.ts";
import { openSettings } from "./open-settings.ts";
import { policyBook } from "./policy-book.ts";
import { crossing, openCrossing } from "./policy-findings.ts";
import { type Ground, type ReachedPair, reachPairs, resourceLayers } from "./reach-pairs.ts";
import { referencesOf } from "./references.ts";
import { roleChains } from "./role-chains.ts";
import { serviceSources } from "./service-sources.ts";
import { sharedResources } from "./shared-resources.ts";
import type { Snapshot } from "./snapshot.ts";
import { stackReferences } from "./stack-references.ts";
import { type Pair, pairOf } from "./stage-model.ts";
import { unknownRoles } from "./unknown-roles.ts";
import { unreadPolicies } from "./unread-policies.ts";

type Crossings = {
  readonly findings: readonly IsolationFinding[];
  readonly undecided: readonly Undecided[];
  /** The first way across of each principal that has one. */
  readonly first: ReadonlyMap<Actor, IsolationFinding>;
};

const VERDICTS = { reachable: "allowed", undecided: "undecided", unreachable: "refused" } as const;

function crossingsIn(pairs: readonly ReachedPair[], ground: Ground): Crossings {
  const first = new Map<Actor, IsolationFinding>();
  const findings: IsolationFinding[] = [];
  const undecided: Undecided[] = [];
  for (const pair of pairs) {
    const { actor, target, reach } = pair;
    if (actor.item.side === target.item.side || reach.verdict === "unreachable") continue;
    if (reach.verdict === "undecided") undecided.push(openCrossing(pair, reach));
    else {
      const finding = crossing(pair, reach, ground);
      findings.push(finding);
      if (!first.has(actor)) first.set(actor, finding);
    }
  }
  return { findings, undecided, first };
}

function matrixOf(pairs: readonly ReachedPair[]): readonly MatrixCell[] {
  return pairs
    .filter(({ reach }) => reach.verdict !== "unreachable")
    .map(({ actor, target, reach }) => ({
      principal: actor.arn,
      resource: target.arn,
      verdict: VERDICTS[reach.verdict],
    }));
}

function reachEdges(pairs: readonly ReachedPair[]): readonly Edge[] {
  return pairs.flatMap(({ actor, target, reach }) =>
    reach.verdict === "unreachable" || actor.item === target.item
      ? []
      : [
          {
            from: actor.item.label,
            to: target.item.label,
            kind: reach.action,
            crossing: actor.item.side !== target.item.side,
          },
        ],
  );
}

function sorted<T extends { readonly subject: string }>(list: readonly T[]): readonly T[] {
  const keyed = new Map(list.map((each) => [JSON.stringify(each), each]));
  return [...keyed].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
}

/** Findings about statements that no other finding is about. */
function unexplained(
  findings: readonly IsolationFinding[],
  others: readonly IsolationFinding[],
): readonly IsolationFinding[] {
  const keyOf = ({ witness: { statement } }: IsolationFinding) => `${statement?.document} ${statement?.index}`;
  const explained = new Set(others.map(keyOf));
  return findings.filter((finding) => !explained.has(keyOf(finding)));
}

function groundOf(pair: Pair) {
  const index = identifierIndex(pair);
  const book = policyBook(pair, index);
  const { actors, undecided } = actorsOf(pair, index, book);
  const ground: Ground = { actors, arns: arnIndex(pair), book, resourceLayer: resourceLayers(book) };
  return { index, book, ground, undecided };
}

/**
 * Decides whether two stages share nothing: no principal of one reaches a resource of the other by any edge, in either
 * direction. What cannot be decided is listed with the reason and keeps the verdict from being "isolated".
 */
export function judgeIsolation(snapshots: { readonly a: Snapshot; readonly b: Snapshot }): IsolationJudgement {
  const pair = pairOf(snapshots);
  const { index, book, ground, undecided } = groundOf(pair);
  const pairs = reachPairs(ground);
  const crossings = crossingsIn(pairs, ground);
  const doors = [
    openDoors(pair, ground),
    serviceSources(pair, ground, index),
    accountWide(pair, ground),
    logPolicies(pair, ground),
  ];
  const references = pair.items.map((item) => referencesOf({ item, pair, index, arns: ground.arns }));
  const byPolicy = [...crossings.findings, ...doors.flatMap((each) => each.findings)];
  const findings = sorted([
    ...byPolicy,
    ...roleChains(pairs, crossings.first, ground),
    ...references.flatMap((each) => each.findings),
    ...unexplained(foreignNames(pair, index, book), byPolicy),
    ...sharedResources(pair, index),
    ...equalSecrets(pair),
    ...stackReferences(pair, index),
    ...eventPatterns(pair, index),
    ...openSettings(pair, index),
  ]);
  const open = sorted([
    ...undecided,
    ...book.undecided,
    ...crossings.undecided,
    ...doors.flatMap((each) => each.undecided),
    ...references.flatMap((each) => each.undecided),
    ...unreadPolicies(pair),
    ...unknownRoles(pair, index),
  ]);
  return {
    verdict: findings.length > 0 ? "leaking" : open.length > 0 ? "undecided" : "isolated",
    findings,
    undecided: open,
    questions: pairs.length + doors.reduce((sum, each) => sum + each.questions, 0),
    nodes: pair.items.map(({ label, side, type, resource }) => ({
      id: label,
      stage: side.stage,
      type,
      name: resource.name,
    })),
    edges: [...reachEdges(pairs), ...references.flatMap((each) => each.edges)],
    principals: ground.actors.map(({ arn }) => arn),
    resources: ground.arns.targets.map(({ arn }) => arn),
    matrix: matrixOf(pairs),
  };
}
