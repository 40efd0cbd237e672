import type { Resource, StackFacts } from "../../../infra/pack/resource.ts";
import type { Rule, StackRuling } from "../../../infra/pack/rule.ts";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { caseRows } from "../../case-rows.ts";

type RuleRow = {
  what: string;
  verdict: "pass" | "violation" | "undecided";
  /** What the rule's sentences contain. */
  says?: string;
  stage?: Stage;
  embedded?: boolean;
  protect?: boolean;
  /** Whether the resource is only looked up. */
  external?: boolean;
  /** One resource, or … */
  type?: string;
  name?: string;
  props?: Resource["props"];
  /** … a whole stack. */
  resources?: (Omit<Resource, "opts"> & { opts?: Resource["opts"] })[];
};

/**
 * The rows about one rule, with the engine's sentinel for `<unknown>`. Shapes of secrets are cut in two by `~`, so that
 * nothing that reads this repository takes them for real ones.
 */
export function rowsAbout(rule: string): RuleRow[] {
  const text = JSON.stringify(caseRows(`pack-${rule}.jsonl`));
  return JSON.parse(text.replaceAll("<unknown>", "04da6b54-80e4-46f7-96ec-b56ff0331ba9").replaceAll("~", ""));
}

/** What a rule says about a row. */
export function rulingsOf({ ofResource, ofStack, ofLookup }: Rule, row: RuleRow): readonly StackRuling[] {
  const stack: StackFacts = { stage: row.stage ?? "preview", embedded: row.embedded ?? false };
  if (row.resources !== undefined) {
    const resources = row.resources.map((each) => ({ ...each, opts: {} }));
    return ofStack?.(resources, stack) ?? [];
  }
  const { type = "", name = "it", props = {}, protect = false, external = false } = row;
  const resource = { type, name, props, opts: { protect }, external };
  return ((external ? ofLookup : ofResource)?.(resource, stack) ?? []).map((ruling) => ({ resource, ruling }));
}
