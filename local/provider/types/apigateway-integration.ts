import type { PutIntegrationCommandInput } from "@aws-sdk/client-api-gateway";
import { type Fields, type Inputs, map, number, type State, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

const fixed = { use: "required", replaces: true } as const;

const properties = {
  cacheKeyParameters: set(text()),
  cacheNamespace: text({ use: "computed", replaces: true }),
  connectionType: text({ default: "INTERNET", choices: ["INTERNET"] }),
  contentHandling: text(),
  credentials: text({ replaces: true }),
  httpMethod: text(fixed),
  integrationHttpMethod: text({ replaces: true }),
  passthroughBehavior: text({ use: "computed", replaces: true }),
  requestParameters: map(),
  requestTemplates: map(),
  resourceId: text(fixed),
  restApi: text(fixed),
  timeoutMilliseconds: number({ default: 29_000 }),
  type: text(fixed),
  uri: text(),
} as const satisfies Fields;

/**
 * What a REST API's method calls; its id is `agi-api-resource-verb`. The embedded AWS keeps whatever is patched as
 * text under unread paths, so a changed integration is put anew.
 */
export const apiIntegration = resourceType({
  token: "aws:apigateway/integration:Integration",
  properties,
  deleteBeforeReplace: true,
  notReadBack: ["cacheNamespace"],
  imported: {
    form: "REST_API_ID/RESOURCE_ID/HTTP_METHOD",
    split: ([restApi = "", resourceId = "", httpMethod = ""]) => ({
      id: `agi-${restApi}-${resourceId}-${httpMethod}`,
      facts: { restApi, resourceId, httpMethod },
    }),
  },
  create: async ({ aws, inputs }) => {
    await aws.apigateway.putIntegration(requestOf(inputs));
    return `agi-${inputs.restApi}-${inputs.resourceId}-${inputs.httpMethod}`;
  },
  read: async ({ aws, state }) => {
    const found = await aws.apigateway.getIntegration(address(state));
    return {
      cacheKeyParameters: found.cacheKeyParameters,
      cacheNamespace: found.cacheNamespace,
      connectionType: found.connectionType ?? "INTERNET",
      contentHandling: found.contentHandling,
      credentials: found.credentials,
      httpMethod: state.httpMethod,
      integrationHttpMethod: found.httpMethod,
      passthroughBehavior: found.passthroughBehavior,
      requestParameters: found.requestParameters,
      requestTemplates: found.requestTemplates,
      resourceId: state.resourceId,
      restApi: state.restApi,
      timeoutMilliseconds: found.timeoutInMillis,
      type: found.type,
      uri: found.uri,
    };
  },
  update: ({ aws, inputs }) => aws.apigateway.putIntegration(requestOf(inputs)),
  delete: ({ aws, state }) => aws.apigateway.deleteIntegration(address(state)),
});

function requestOf(inputs: Inputs<typeof properties>): PutIntegrationCommandInput {
  return {
    ...address(inputs),
    type: inputs.type as "AWS_PROXY",
    integrationHttpMethod: inputs.integrationHttpMethod,
    uri: inputs.uri,
    cacheNamespace: inputs.cacheNamespace,
    connectionType: inputs.connectionType as "INTERNET",
    contentHandling: inputs.contentHandling as "CONVERT_TO_TEXT" | undefined,
    credentials: inputs.credentials,
    passthroughBehavior: inputs.passthroughBehavior,
    requestParameters: inputs.requestParameters,
    requestTemplates: inputs.requestTemplates,
    timeoutInMillis: inputs.timeoutMilliseconds,
    ...(inputs.cacheKeyParameters === undefined ? {} : { cacheKeyParameters: [...inputs.cacheKeyParameters] }),
  };
}

function address({ restApi, resourceId, httpMethod }: State<typeof properties>) {
  return { restApiId: restApi, resourceId, httpMethod };
}
