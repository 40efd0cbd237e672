import type { PolicyResource, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { Stage } from "../../runtime/domain/stage.ts";
import { sentence } from "./judge.ts";
import { plainProperties } from "./plain-value.ts";
import { type Resource, type StackFacts, title } from "./resource.ts";
import type { ResourceRule, Rule, Ruling, StackRule } from "./rule.ts";

type Surroundings = Pick<StackFacts, "embedded">;
/** Rule → titles of the resources that it could not decide about. */
type Doubts = Map<string, Set<string>>;

/**
 * The rules as the engine asks them: about each resource before it is made, and about the stack as a whole. Rulings that
 * have to wait are gathered and shown once at the end as one advisory a rule; the update decides them, when every value
 * is known before the resource is made. The engine shows a pack nothing of what a program only looks up; of that the
 * preview's JSON tells, which `judge` is for.
 */
export function policies(
  rules: readonly Rule[],
  surroundings: Surroundings,
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const context: Context = { surroundings, doubts: new Map() };
  return [
    ...rules.flatMap((rule) => [
      ...(rule.ofResource === undefined ? [] : [resourcePolicy(rule, rule.ofResource, context)]),
      ...(rule.ofStack === undefined ? [] : [stackPolicy(rule, rule.ofStack, context)]),
    ]),
    doubtPolicy(rules, context.doubts),
  ];
}

type Context = { readonly surroundings: Surroundings; readonly doubts: Doubts };

function resourcePolicy({ name, description }: Rule, judge: ResourceRule, context: Context): ResourceValidationPolicy {
  return {
    name,
    description,
    validateResource: async ({ type, name: label, urn, props, opts }, report) => {
      const resource = { type, name: label, urn, props: await plainProperties(props), opts: { protect: opts.protect } };
      for (const ruling of judge(resource, factsOf(urn, context)))
        tell({ rule: name, resource, ruling, report, context });
    },
  };
}

function stackPolicy({ name, description }: Rule, judge: StackRule, context: Context): StackValidationPolicy {
  return {
    name: `${name}-of-stack`,
    description,
    validateStack: async ({ resources: given }, report) => {
      const resources = await Promise.all(given.map(resourceOf));
      const [first] = resources;
      if (first === undefined) return;
      for (const { resource, ruling } of judge(resources, factsOf(first.urn, context))) {
        tell({ rule: name, resource, ruling, report, context });
      }
    },
  };
}

async function resourceOf(given: PolicyResource): Promise<Resource & { urn: string }> {
  const { type, name, urn, props, opts, propertyDependencies } = given;
  const sources = Object.entries(propertyDependencies).map(
    ([key, from]) => [key, from.map((each) => each.urn)] as const,
  );
  return {
    ...{ type, name, urn, props: await plainProperties(props), opts: { protect: opts.protect } },
    sources: Object.fromEntries(sources),
  };
}

type Telling = { rule: string; resource: Resource; ruling: Ruling; report: ReportViolation; context: Context };

function tell({ rule, resource, ruling, report, context }: Telling): void {
  if (ruling.verdict === "violation") report(sentence(resource, ruling), resource.urn);
  else context.doubts.set(rule, (context.doubts.get(rule) ?? new Set()).add(title(resource)));
}

const SHOWN = 6;

function doubtPolicy(rules: readonly Rule[], doubts: Doubts): StackValidationPolicy {
  return {
    name: "undecided",
    description: "What could not be decided is said.",
    enforcementLevel: "advisory",
    validateStack: (_, report) => {
      for (const { name } of rules) {
        const titles = [...(doubts.get(name) ?? [])];
        if (titles.length === 0) continue;
        const more = titles.length > SHOWN ? ` and ${titles.length - SHOWN} more` : "";
        report(
          `${name} is undecided for ${titles.slice(0, SHOWN).join(", ")}${more}: values are not known yet. The update decides it.`,
        );
      }
    },
  };
}

/** The stage is the stack's name, which is the second part of every URN; throws when it is not one. */
function factsOf(urn: string, { surroundings }: Context): StackFacts {
  const stack = urn.split(":")[2] ?? "";
  const stage = Stage.safeParse(stack);
  if (!stage.success) throw new Error(`The stack ${stack} is not a stage: these rules know preview and production.`);
  return { stage: stage.data, ...surroundings };
}
