import type { PutMethodCommandInput } from "@aws-sdk/client-api-gateway";
import { type Fields, flag, flags, type Inputs, map, type State, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

const fixed = { use: "required", replaces: true } as const;

const properties = {
  apiKeyRequired: flag({ default: false }),
  authorization: text({ use: "required" }),
  authorizationScopes: set(text()),
  authorizerId: text(),
  httpMethod: text(fixed),
  operationName: text(),
  requestModels: map(),
  requestParameters: flags(),
  requestValidatorId: text(),
  resourceId: text(fixed),
  restApi: text(fixed),
} as const satisfies Fields;

/**
 * A verb on a REST API's resource; its id is `agm-api-resource-verb`. The embedded AWS keeps whatever is patched as
 * text, so a changed method is put anew, and its integration with it.
 */
export const apiMethod = resourceType({
  token: "aws:apigateway/method:Method",
  properties,
  imported: {
    form: "REST_API_ID/RESOURCE_ID/HTTP_METHOD",
    split: ([restApi = "", resourceId = "", httpMethod = ""]) => ({
      id: `agm-${restApi}-${resourceId}-${httpMethod}`,
      facts: { restApi, resourceId, httpMethod },
    }),
  },
  create: async ({ aws, inputs }) => {
    await aws.apigateway.putMethod(requestOf(inputs));
    return `agm-${inputs.restApi}-${inputs.resourceId}-${inputs.httpMethod}`;
  },
  read: async ({ aws, state }) => {
    const found = await aws.apigateway.getMethod(address(state));
    return {
      apiKeyRequired: found.apiKeyRequired ?? false,
      authorization: found.authorizationType,
      authorizationScopes: found.authorizationScopes,
      authorizerId: found.authorizerId,
      httpMethod: state.httpMethod,
      operationName: found.operationName,
      requestModels: found.requestModels,
      requestParameters: found.requestParameters,
      requestValidatorId: found.requestValidatorId,
      resourceId: state.resourceId,
      restApi: state.restApi,
    };
  },
  update: async ({ aws, inputs }) => {
    const { methodIntegration } = await aws.apigateway.getMethod(address(inputs));
    await aws.apigateway.putMethod(requestOf(inputs));
    if (methodIntegration?.type === undefined) return;
    const { type, httpMethod: integrationHttpMethod, integrationResponses: _, ...integration } = methodIntegration;
    await aws.apigateway.putIntegration({ ...integration, ...address(inputs), type, integrationHttpMethod });
  },
  delete: ({ aws, state }) => aws.apigateway.deleteMethod(address(state)),
});

function requestOf(inputs: Inputs<typeof properties>): PutMethodCommandInput {
  const { authorizationScopes } = inputs;
  return {
    ...address(inputs),
    authorizationType: inputs.authorization,
    apiKeyRequired: inputs.apiKeyRequired,
    authorizerId: inputs.authorizerId,
    operationName: inputs.operationName,
    requestModels: inputs.requestModels,
    requestParameters: inputs.requestParameters,
    requestValidatorId: inputs.requestValidatorId,
    ...(authorizationScopes === undefined ? {} : { authorizationScopes: [...authorizationScopes] }),
  };
}

function address({ restApi, resourceId, httpMethod }: State<typeof properties>) {
  return { restApiId: restApi, resourceId, httpMethod };
}
