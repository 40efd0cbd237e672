import * as z from "zod";
import { type DeclaredResource, resourceOf } from "./declared-resource.ts";
import { policyProblem } from "./policy-problem.ts";
import type { SnapshotResult } from "./snapshot.ts";
import { snapshotOf } from "./snapshot-of.ts";

const State = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  dependencies: z.array(z.string()).nullish(),
});
const Step = z.looseObject({ op: z.string(), oldState: State.nullish(), newState: State.nullish() });
const Preview = z.looseObject({
  config: z.record(z.string(), z.unknown()).nullish(),
  steps: z.array(Step).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

const MAKE = "Make one: pulumi preview --json --show-sames --show-secrets --stack NAME";
const KEEPS_IDENTITY = new Set(["same", "update", "refresh", "import"]);

/** What the resource will be: outputs it has already stay where nothing replaces it. */
function planned({ op, oldState, newState }: z.infer<typeof Step>): DeclaredResource | undefined {
  if (newState === null || newState === undefined || op.startsWith("delete") || op.startsWith("discard"))
    return undefined;
  const kept = KEEPS_IDENTITY.has(op) ? oldState : undefined;
  const inputs = newState.inputs ?? {};
  const stays = Object.entries(kept?.outputs ?? {}).filter(([key]) => op === "same" || !Object.hasOwn(inputs, key));
  const id = newState.id ?? kept?.id;
  return {
    ...{ urn: newState.urn, type: newState.type, inputs },
    outputs: { ...Object.fromEntries(stays), ...newState.outputs },
    ...(id === undefined || id === "" ? {} : { id }),
    origins: newState.propertyDependencies ?? {},
    dependencies: newState.dependencies ?? [],
  };
}

/**
 * Reads what `pulumi preview --json --show-sames` prints: every resource as it would be after the deployment. A preview that
 * failed, or that leaves out what stays the same, is answered with a sentence.
 */
export function snapshotFromPreview(document: unknown): SnapshotResult {
  const read = Preview.safeParse(document);
  if (!read.success || read.data.steps === undefined || read.data.steps === null) {
    return { problem: `This is not the preview of a Pulumi stack. ${MAKE}` };
  }
  const { steps, changeSummary, config } = read.data;
  const unchanged = changeSummary?.same ?? 0;
  const shown = steps.filter(({ op }) => op === "same").length;
  if (shown < unchanged) return { problem: `The preview leaves out ${unchanged - shown} resources that stay. ${MAKE}` };
  const last = new Map<string, DeclaredResource>();
  for (const step of steps) {
    const resource = planned(step);
    if (resource !== undefined) last.set(resource.urn, resource);
  }
  const resources = [...last.values()].map(resourceOf);
  const values = Object.entries(config ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return (
    policyProblem(resources) ??
    snapshotOf({ resources, source: "program", make: MAKE, configValues: Object.fromEntries(values) })
  );
}
