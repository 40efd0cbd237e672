import * as z from "zod";
import { type DeclaredResource, resourceOf } from "./declared-resource.ts";
import { policyProblem } from "./policy-problem.ts";
import type { SnapshotResult } from "./snapshot.ts";
import { snapshotOf } from "./snapshot-of.ts";

const Resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  delete: z.boolean().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  dependencies: z.array(z.string()).nullish(),
});
const Export = z.object({ version: z.number(), deployment: z.looseObject({ resources: z.array(Resource).nullish() }) });

const MAKE = "Make one: pulumi stack export --show-secrets --stack NAME --file FILE";
const VERSIONS = [3, 4];

function declared({ urn, type, id, inputs, outputs, ...rest }: z.infer<typeof Resource>): DeclaredResource {
  return {
    ...{ urn, type, inputs: inputs ?? {}, outputs: outputs ?? {} },
    ...(id === undefined ? {} : { id }),
    origins: rest.propertyDependencies ?? {},
    dependencies: rest.dependencies ?? [],
  };
}

/**
 * Reads a `pulumi stack export` document (deployment version 3 or 4). What is no export, holds no resources of AWS, or holds
 * a policy that is not JSON, is answered with a sentence.
 */
export function snapshotFromExport(document: unknown): SnapshotResult {
  const read = Export.safeParse(document);
  if (!read.success) return { problem: `This is not an export of a Pulumi stack. ${MAKE}` };
  const { version, deployment } = read.data;
  if (!VERSIONS.includes(version)) {
    return { problem: `The export has version ${version}; versions 3 and 4 can be read. ${MAKE}` };
  }
  const kept = (deployment.resources ?? []).filter((each) => each.delete !== true);
  const resources = kept.map((each) => resourceOf(declared(each)));
  return policyProblem(resources) ?? snapshotOf({ resources, source: "export", make: MAKE });
}
