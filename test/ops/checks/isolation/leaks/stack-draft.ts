import type { Random } from "./random.ts";

export type Bag = Record<string, unknown>;
export type ExportedResource = { urn: string; type: string; custom: boolean; id?: string; inputs: Bag; outputs: Bag };
export type StackExport = { version: number; deployment: { resources: ExportedResource[] } };

/** What a resource to add is made of; outputs default to the inputs. */
export type Addition = { type: string; name: string; id?: string; inputs: Bag; outputs?: Bag };

/** One stack's export while it is changed. */
export type StackDraft = {
  readonly stage: string;
  readonly document: StackExport;
  readonly all: (type: string) => ExportedResource[];
  readonly pick: (type: string) => ExportedResource;
  readonly add: (addition: Addition) => ExportedResource;
};

export const ACCOUNT = "111122223333";
export const REGION = "us-west-2";

/** A copy of an export that can be changed. */
export function draftOf(source: StackExport, random: Random): StackDraft {
  const document = structuredClone(source);
  const { resources } = document.deployment;
  const stage = resources[0]?.urn.split(":")[2] ?? "";
  const all = (type: string) =>
    resources.filter((each) => each.type.startsWith("aws:") && each.type.endsWith(`:${type}`));
  return {
    ...{ stage, document, all },
    pick: (type) => random.pick(all(type)),
    add: ({ type, name, id, inputs, outputs }) => {
      const urn = `urn:pulumi:${stage}::atlas-codex::${type}::${name}`;
      const added = {
        urn,
        type,
        custom: true,
        ...(id === undefined ? {} : { id }),
        inputs,
        outputs: { ...inputs, ...outputs },
      };
      resources.push(added);
      return added;
    },
  };
}

/** Sets a property in what was asked for and in what is there. */
export function set(resource: ExportedResource, values: Bag): void {
  Object.assign(resource.inputs, values);
  Object.assign(resource.outputs, values);
}

/** A text property of a resource; a resource without it is no use to the test that asks. */
export function text({ outputs, urn }: ExportedResource, property: string): string {
  const value = outputs[property];
  if (typeof value !== "string") throw new Error(`${urn} has no ${property}`);
  return value;
}

export const arnOf = (resource: ExportedResource): string => text(resource, "arn");
export const nameOf = (resource: ExportedResource): string =>
  text(resource, resource.type.endsWith(":Bucket") ? "bucket" : "name");

/** An ARN in the region and account of the cases. */
export function arn(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}
