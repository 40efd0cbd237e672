import type { LiveResource } from "../../aws/live/account.ts";
import type { IsolationFinding, Undecided } from "../../checks/isolation/judgement.ts";
import type { Snapshot, SnapshotResource } from "../../checks/isolation/snapshot.ts";
import { borrowedRoles } from "./borrowed-roles.ts";
import { driftOf } from "./drift.ts";
import { FACET_RULES } from "./facet-rules.ts";
import { type Facet, facetsOf } from "./facets.ts";
import { Identities } from "./identities.ts";
import { isInert } from "./inert-types.ts";
import { MERGED } from "./merged-types.ts";
import { isOurName, placed } from "./placement.ts";
import { spelledOut } from "./spelled-out.ts";
import { unknownReferences } from "./unknown-references.ts";

export type CompareArgs = {
  states: readonly [Snapshot, Snapshot];
  resources: readonly LiveResource[];
  /** Whether all of the account could be read. */
  complete: boolean;
};

export type Compared = {
  snapshots: readonly [Snapshot, Snapshot];
  findings: readonly IsolationFinding[];
  undecided: readonly Undecided[];
};

/** Each stage as the account holds it, with what differs from its state. */
export function compareWithStates({ states, resources, complete }: CompareArgs): Compared {
  const identities = new Identities([...states.flatMap((state) => state.resources), ...resources]);
  const stageOf = placed({ resources, states, identities });
  const strangers = resources.filter((resource) => stageOf.get(resource) === undefined && !isOurName(resource));
  const awsPolicies = strangers.filter(({ arn }) => arn?.includes(":iam::aws:policy/"));
  const [left, right] = states.map((state) => {
    const own = resources.filter((resource) => stageOf.get(resource) === state.stage);
    const borrowed = borrowedRoles({ own, strangers });
    return liveStage({ state, own, borrowed: [...borrowed, ...awsPolicies], identities, states, complete });
  });
  if (left === undefined || right === undefined) throw new Error("There are two stages.");
  return {
    snapshots: [left.snapshot, right.snapshot],
    findings: [...left.findings, ...right.findings, ...homeless(resources, stageOf)],
    undecided: [...left.undecided, ...right.undecided],
  };
}

type LiveStageArgs = {
  state: Snapshot;
  own: readonly LiveResource[];
  /** What the stage can act with although it is nobody's: roles it may take on, policies that AWS wrote. */
  borrowed: readonly LiveResource[];
  identities: Identities;
  states: readonly Snapshot[];
  complete: boolean;
};

function liveStage({ state, own, borrowed, identities, states, complete }: LiveStageArgs) {
  const { stage } = state;
  const declared = facetsOf(state.resources, identities);
  const known = own.map(unmanaged);
  const first = facetsOf(known, identities);
  const managed = new Map<SnapshotResource, SnapshotResource>();
  for (const { key, resource } of first.values()) {
    const twin = declared.get(key)?.resource;
    if (twin !== undefined) managed.set(resource, withTwin(resource, twin));
  }
  const held = known.map((resource) => managed.get(resource) ?? resource);
  const facets: Map<string, Facet<SnapshotResource>> = facetsOf(held, identities);
  const unlisted = state.resources.filter(
    ({ type }) => !isOfProgram(type) && FACET_RULES[type] === undefined && MERGED[type] === undefined,
  );
  return {
    snapshot: {
      ...state,
      source: "live" as const,
      resources: spelledOut([...held, ...borrowed.map(unmanaged), ...unlisted]),
    },
    findings: [
      ...driftOf({ stage, declared, held: facets, complete }),
      ...unknownReferences({ stage, held: facets, states }),
    ],
    undecided: unlisted.filter(({ type }) => !isInert(type)).map(notListed),
  };
}

/** Components and the engine's own resources exist in the program alone. */
function isOfProgram(type: string): boolean {
  return /^(pulumi|atlas-codex):/.test(type);
}

function unmanaged(resource: LiveResource): SnapshotResource {
  return { ...resource, managed: false };
}

function withTwin(resource: SnapshotResource, { urn, id }: SnapshotResource): SnapshotResource {
  return { ...resource, ...(urn === undefined ? {} : { urn }), ...(id === undefined ? {} : { id }), managed: true };
}

function notListed({ urn, name, type }: SnapshotResource): Undecided {
  return {
    subject: urn ?? name,
    reason: `what the account holds of the type ${type} is not listed; only the state was read`,
  };
}

/** What has our name and belongs to no stage: nobody can say what it may do. */
function homeless(
  resources: readonly LiveResource[],
  stageOf: ReadonlyMap<LiveResource, string | undefined>,
): IsolationFinding[] {
  return resources
    .filter((each) => FACET_RULES[each.type]?.of === undefined && stageOf.get(each) === undefined && isOurName(each))
    .map(({ type, name, arn }) => ({
      code: "unmanaged-resource",
      message: `The account holds ${FACET_RULES[type]?.family ?? type} ${name}, which has this project's name and no stage.`,
      subject: arn ?? name,
      witness: { chain: [arn ?? name] },
      fix: "Delete it, or give it the name and tags of its stage and let the stack manage it.",
    }));
}
