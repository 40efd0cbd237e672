import type { IsolationFinding } from "../../checks/isolation/judgement.ts";
import { sameMeaning } from "./comparable.ts";
import type { Facet } from "./facets.ts";

export type DriftArgs = {
  stage: string;
  /** What the stage's state says about access. */
  declared: ReadonlyMap<string, Facet>;
  /** What the account says about the same stage. */
  held: ReadonlyMap<string, Facet>;
  /** Whether all of the account could be read; if not, what is missing there may only not have been seen. */
  complete: boolean;
};

/** Where the account differs from a stage's state in what matters to access: something there that no stack manages, changed, or gone. */
export function driftOf({ stage, declared, held, complete }: DriftArgs): IsolationFinding[] {
  const strangers = new Set<string>();
  for (const facet of held.values()) {
    if (facet.rule.of === undefined && !declared.has(facet.key)) strangers.add(facet.about);
  }
  const unmanaged = [...held.values()].flatMap((facet) => {
    if (declared.has(facet.key) || facet.rule.onlyDeclared === true) return [];
    // What belongs to an unmanaged thing is told by that thing.
    return facet.rule.of !== undefined && strangers.has(facet.about) ? [] : [unmanagedFinding(stage, facet)];
  });
  const differing = [...declared.values()].flatMap((facet) => {
    const now = held.get(facet.key);
    if (now === undefined) return facet.rule.label === "value" || !complete ? [] : [goneFinding(stage, facet)];
    const seen = Object.keys(facet.values).filter((path) => complete || now.values[path] !== undefined);
    const changed = seen.filter((path) => !sameMeaning(facet.values[path], now.values[path]));
    return changed.length === 0 ? [] : [driftFinding(stage, facet, changed)];
  });
  return [...unmanaged, ...differing];
}

function titled({ rule, resource, label, about }: Facet): string {
  const thing = rule.of === undefined ? resource.name : shortName(about);
  return label === "" ? `${rule.family} ${thing}` : `${label} of ${rule.family} ${thing}`;
}

/** The last part of an ARN or URL. */
export function shortName(identity: string): string {
  return identity.split(/[/:]/).findLast((part) => part !== "") ?? identity;
}

function unmanagedFinding(stage: string, facet: Facet): IsolationFinding {
  const title = titled(facet);
  return {
    code: "unmanaged-resource",
    message: `The account holds ${title}, which no stack manages.`,
    subject: facet.resource.arn ?? facet.about,
    witness: { chain: [stage, facet.about, ...(facet.label === "" ? [] : [facet.label])] },
    fix: `Delete it, or declare it in the program and import it into the stack ${stage}.`,
  };
}

function goneFinding(stage: string, facet: Facet): IsolationFinding {
  return {
    code: "gone",
    message: `The state of ${stage} holds ${titled(facet)}, which the account no longer has.`,
    subject: facet.resource.arn ?? facet.about,
    witness: { chain: [stage, facet.about, ...(facet.label === "" ? [] : [facet.label])] },
    fix: `Look at the difference, then put it back: pulumi refresh --preview-only --stack ${stage} && pulumi up --refresh --stack ${stage}`,
  };
}

function driftFinding(stage: string, facet: Facet, changed: readonly string[]): IsolationFinding {
  return {
    code: "drift",
    message: `The ${changed.join(", ")} of ${titled(facet)} is not what the state of ${stage} says.`,
    subject: facet.resource.arn ?? facet.about,
    witness: { chain: [stage, facet.about, ...changed] },
    fix: `Look at the difference, then put it back: pulumi refresh --preview-only --stack ${stage} && pulumi up --refresh --stack ${stage}`,
  };
}
