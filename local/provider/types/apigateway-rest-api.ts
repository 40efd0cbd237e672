import { block, flag, json, list, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { apigatewayArn, executionArn } from "./api-addresses.ts";
import { patches } from "./apigateway-patch.ts";
import { readRestTags, restTags } from "./apigateway-tags.ts";

const paths = {
  apiKeySource: "/apiKeySource",
  description: "/description",
  minimumCompressionSize: "/minimumCompressionSize",
  name: "/name",
  policy: "/policy",
} as const;

/** What the embedded AWS spoils when it is patched: it keeps text where a list or a flag belongs. */
const unchangeable = ["binaryMediaTypes", "disableExecuteApiEndpoint", "endpointConfiguration"] as const;

/** A REST API; its id is API Gateway's own. */
export const restApi = resourceType({
  token: "aws:apigateway/restApi:RestApi",
  properties: {
    apiKeySource: text({ use: "computed" }),
    arn: output,
    binaryMediaTypes: list(text(), { use: "computed" }),
    createdDate: output,
    description: text({ use: "computed" }),
    disableExecuteApiEndpoint: flag({ use: "computed" }),
    endpointConfiguration: block(
      {
        ipAddressType: text({ use: "computed" }),
        types: text({ use: "required" }),
        vpcEndpointIds: list(text(), { use: "computed" }),
      },
      { use: "computed" },
    ),
    executionArn: output,
    minimumCompressionSize: text({ use: "computed" }),
    name: text({ use: "named" }),
    policy: json({ use: "computed" }),
    rootResourceId: output,
  },
  autoname: { property: "name", maximum: 255 },
  tags: restTags,
  create: async ({ aws, inputs, tags }) => {
    const { endpointConfiguration: endpoint, minimumCompressionSize } = inputs;
    const { id } = await aws.apigateway.createRestApi({
      name: inputs.name,
      description: inputs.description,
      apiKeySource: inputs.apiKeySource as "HEADER" | undefined,
      binaryMediaTypes: inputs.binaryMediaTypes === undefined ? undefined : [...inputs.binaryMediaTypes],
      disableExecuteApiEndpoint: inputs.disableExecuteApiEndpoint,
      policy: inputs.policy,
      tags,
      ...(minimumCompressionSize ? { minimumCompressionSize: Number(minimumCompressionSize) } : {}),
      ...(endpoint === undefined ? {} : { endpointConfiguration: { types: [endpoint.types as "REGIONAL"] } }),
    });
    return id ?? "";
  },
  read: async ({ aws, id }) => {
    const found = await aws.apigateway.getRestApi({ restApiId: id });
    const root = found.rootResourceId ?? (await rootOf(aws.apigateway.getResources({ restApiId: id, limit: 500 })));
    const { types = [], vpcEndpointIds = [], ipAddressType } = found.endpointConfiguration ?? {};
    const arn = apigatewayArn(aws.region, `/restapis/${id}`);
    return {
      apiKeySource: found.apiKeySource,
      arn,
      binaryMediaTypes: found.binaryMediaTypes ?? [],
      createdDate: found.createdDate?.toISOString().replace(".000Z", "Z"),
      description: found.description ?? "",
      disableExecuteApiEndpoint: found.disableExecuteApiEndpoint ?? false,
      endpointConfiguration: { ipAddressType, types: types[0] ?? "EDGE", vpcEndpointIds },
      executionArn: await executionArn(aws, id),
      minimumCompressionSize: String(found.minimumCompressionSize ?? ""),
      name: found.name,
      policy: policyText(found.policy),
      rootResourceId: root,
      tags: await readRestTags(aws, arn),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    const fixed = unchangeable.filter((name) => changed.has(name));
    if (fixed.length > 0) {
      throw new Error(`the embedded AWS cannot change ${fixed.join(", ")} of a REST API: replace the API instead`);
    }
    await aws.apigateway.updateRestApi({ restApiId: id, patchOperations: patches(paths, changed, inputs) });
  },
  delete: ({ aws, id }) => aws.apigateway.deleteRestApi({ restApiId: id }),
});

async function rootOf(
  listing: Promise<{ items?: { id?: string | undefined; path?: string | undefined }[] | undefined }>,
): Promise<string | undefined> {
  const { items = [] } = await listing;
  return items.find(({ path }) => path === "/")?.id;
}

/** API Gateway returns an API's policy with its quotes escaped. */
function policyText(policy: string | undefined): string {
  return (policy ?? "").replaceAll('\\"', '"').replaceAll("\\/", "/");
}
