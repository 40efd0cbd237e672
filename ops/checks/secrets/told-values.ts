import * as z from "zod";
import { decodeValue } from "../isolation/pulumi-value.ts";
import { isRecord, isSecret, isUnknown, UNKNOWN } from "../isolation/snapshot.ts";

/** A value that a program hands to what runs, or tells its operators: a text, or why there is none to look at. */
export type ToldValue = {
  readonly name: string;
  /** In a sentence: `MODEL of the function api in preview`. */
  readonly place: string;
  readonly value: string | { readonly kind: "secret" } | { readonly kind: "later" };
};

const State = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
});
const Step = z.looseObject({ op: z.string(), oldState: State.nullish(), newState: State.nullish() });
const Preview = z.looseObject({ steps: z.array(Step) });
type State = z.infer<typeof State>;

/** Where plain values are handed over, by the resource's type. */
const HANDED: Readonly<Record<string, { what: string; values: (inputs: Record<string, unknown>) => unknown }>> = {
  "aws:lambda/function:Function": {
    what: "the function",
    values: ({ environment }) => (isRecord(environment) ? environment.variables : {}),
  },
  "aws:apigateway/stage:Stage": { what: "the API's stage", values: ({ variables }) => variables },
  "aws:apigatewayv2/stage:Stage": { what: "the API's stage", values: ({ stageVariables }) => stageVariables },
};
const STACK = "pulumi:pulumi:Stack";

/**
 * Everything that `pulumi preview --json` shows of functions' environments, of the variables of API stages and of the stack's
 * outputs (as the last deployment left them); undefined for a document that is no preview.
 */
export function toldValues({ stage, preview }: { stage: string; preview: unknown }): ToldValue[] | undefined {
  const read = Preview.safeParse(preview);
  if (!read.success) return undefined;
  return read.data.steps.flatMap(({ op, oldState, newState }) => {
    if (op.startsWith("delete") || op.startsWith("discard")) return [];
    if (newState?.type === STACK) {
      const outputs = { ...oldState?.outputs, ...newState.outputs };
      return leaves(outputs).map((leaf) => ({ ...leaf, place: `the output ${leaf.name} of ${stage}` }));
    }
    return newState === null || newState === undefined ? [] : handed(stage, newState);
  });
}

function handed(stage: string, { urn, type, inputs }: State): ToldValue[] {
  const kind = HANDED[type];
  if (kind === undefined) return [];
  const owner = `${kind.what} ${urn.slice(urn.lastIndexOf("::") + 2)} in ${stage}`;
  return leaves(kind.values(inputs ?? {})).map((leaf) => ({ ...leaf, place: `${leaf.name} of ${owner}` }));
}

type Leaf = Pick<ToldValue, "name" | "value">;

function leaves(values: unknown, name = ""): Leaf[] {
  const value = decodeValue(values, UNKNOWN);
  if (isUnknown(value)) return [{ name, value: { kind: "later" } }];
  if (isSecret(value)) return [{ name, value: { kind: "secret" } }];
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, each]) => leaves(each, name === "" ? key : `${name}.${key}`));
  }
  return value === undefined || value === null ? [] : [{ name, value: String(value) }];
}
