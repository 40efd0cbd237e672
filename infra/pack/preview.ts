import * as z from "zod";
import type { Properties, Resource } from "./resource.ts";

const State = z.object({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.json()).default({}),
  id: z.string().optional(),
  outputs: z.record(z.string(), z.json()).default({}),
  external: z.boolean().default(false),
  protect: z.boolean().default(false),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
});
const Preview = z.object({
  steps: z.array(z.object({ op: z.string(), newState: State.optional() })),
  changeSummary: z.object({ same: z.number().default(0) }).default({ same: 0 }),
});

/**
 * What a stack will consist of, from the parsed output of `pulumi preview --json --show-sames`. Throws where the document
 * is no preview, and where what stays the same was left out: a judgement would pass what it never saw.
 */
export function resourcesOfPreview(document: unknown): readonly Resource[] {
  const { steps, changeSummary } = Preview.parse(document);
  const shown = steps.filter(({ op }) => op === "same").length;
  if (shown < changeSummary.same) {
    throw new Error(
      `The preview leaves out ${changeSummary.same - shown} resources that stay the same. Ask for it with --show-sames.`,
    );
  }
  const states = steps.flatMap(({ op, newState }) =>
    newState === undefined || op.startsWith("delete") ? [] : [newState],
  );
  const last = new Map(states.map((state) => [state.urn, state]));
  return [...last.values()].map(({ urn, type, protect, external, propertyDependencies, ...state }) => ({
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    urn,
    props: (external ? { id: state.id ?? "", ...state.outputs, ...state.inputs } : state.inputs) as Properties,
    external,
    opts: { protect },
    sources: Object.fromEntries(Object.entries(propertyDependencies).map(([name, urns]) => [name, urns ?? []])),
  }));
}
