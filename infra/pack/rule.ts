import type { Resource, StackFacts } from "./resource.ts";

/** What a rule has to say; a rule with nothing to say lets the resource pass. */
export type Ruling =
  | {
      readonly verdict: "violation";
      /** What is wrong, to be read after the resource's title and a colon. */
      readonly problem: string;
      /** What to change, as an order. */
      readonly change: string;
    }
  | { readonly verdict: "undecided"; readonly reason: string };

export type ResourceRule = (resource: Resource, stack: StackFacts) => readonly Ruling[];

/** A ruling that needs more than one resource to be seen, and the resource it is about. */
export type StackRuling = { readonly resource: Resource; readonly ruling: Ruling };
export type StackRule = (resources: readonly Resource[], stack: StackFacts) => readonly StackRuling[];

export type Rule = {
  readonly name: string;
  /** What the rule demands, in one sentence. */
  readonly description: string;
  readonly ofResource?: ResourceRule;
  /** Sees what the stack makes, not what it looks up. */
  readonly ofStack?: StackRule;
  /** For what a program only looks up: it was made elsewhere, and most rules are not about it. */
  readonly ofLookup?: ResourceRule;
};

/** A ruling that stops a deployment. */
export function violation(problem: string, change: string): Ruling {
  return { verdict: "violation", problem, change };
}

/** A ruling that has to wait until more is known. */
export function undecided(reason: string): Ruling {
  return { verdict: "undecided", reason };
}

/** One ruling for all properties whose values are not known yet, or none when all are. */
export function undecidedAbout(paths: readonly string[]): readonly Ruling[] {
  return paths.length === 0 ? [] : [undecided(`${paths.join(", ")} not known yet`)];
}
