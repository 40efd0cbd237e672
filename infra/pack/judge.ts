import { type Resource, type StackFacts, title } from "./resource.ts";
import type { ResourceRule, Ruling } from "./rule.ts";
import { RULES } from "./rules.ts";

export type Remark = {
  readonly rule: string;
  /** Title of the resource, for example `Queue dlq`. */
  readonly resource: string;
  readonly urn?: string;
  /** One or two sentences: the resource, what is wrong or not known yet, and what to change. */
  readonly message: string;
};

export type Judgement = {
  /** What stops a deployment. */
  readonly violations: readonly Remark[];
  /** What a rule could not look at yet; never to be taken for passed. */
  readonly undecided: readonly Remark[];
};

/**
 * Judges all resources of one stack by every rule, without an engine and without AWS. What the program only looks up is
 * asked about by the rules that are about such things, and by no other.
 */
export function judge(resources: readonly Resource[], stack: StackFacts): Judgement {
  const made = resources.filter(({ external }) => external !== true);
  const lookedUp = resources.filter(({ external }) => external === true);
  const each = (those: readonly Resource[], rule: ResourceRule | undefined) =>
    those.flatMap((resource) => (rule?.(resource, stack) ?? []).map((ruling) => ({ resource, ruling })));
  const found = RULES.flatMap(({ name, ofResource, ofStack, ofLookup }) =>
    [...each(made, ofResource), ...(ofStack?.(made, stack) ?? []), ...each(lookedUp, ofLookup)].map((ruling) => ({
      name,
      ...ruling,
    })),
  );
  const remarks = (verdict: Ruling["verdict"]) =>
    found
      .filter(({ ruling }) => ruling.verdict === verdict)
      .map(({ name, resource, ruling }) => remark(name, resource, ruling));
  return { violations: remarks("violation"), undecided: remarks("undecided") };
}

function remark(rule: string, resource: Resource, ruling: Ruling): Remark {
  const urn = resource.urn === undefined ? {} : { urn: resource.urn };
  return { rule, resource: title(resource), ...urn, message: sentence(resource, ruling) };
}

/** A ruling as a person reads it. */
export function sentence(resource: Resource, ruling: Ruling): string {
  return ruling.verdict === "violation"
    ? `${title(resource)}: ${ruling.problem}. ${ruling.change}.`
    : `${title(resource)}: ${ruling.reason}.`;
}
