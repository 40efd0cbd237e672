import type { UpdateIntegrationCommandInput } from "@aws-sdk/client-apigatewayv2";
import { type Fields, type Inputs, map, number, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

const properties = {
  apiId: text({ use: "required", replaces: true }),
  connectionType: text({ default: "INTERNET", choices: ["INTERNET"] }),
  contentHandlingStrategy: text(),
  credentialsArn: text(),
  description: text(),
  integrationMethod: text({ implied: "POST" }),
  integrationResponseSelectionExpression: output,
  integrationType: text({ use: "required", replaces: true }),
  integrationUri: text(),
  passthroughBehavior: text({ use: "computed" }),
  payloadFormatVersion: text({ default: "1.0" }),
  requestParameters: map(),
  requestTemplates: map(),
  templateSelectionExpression: text(),
  timeoutMilliseconds: number({ use: "computed" }),
} as const satisfies Fields;

/** What an HTTP or WebSocket API's routes call; its id is API Gateway's own. */
export const webIntegration = resourceType({
  token: "aws:apigatewayv2/integration:Integration",
  properties,
  imported: { form: "API_ID/INTEGRATION_ID", split: ([apiId = "", id = ""]) => ({ id, facts: { apiId } }) },
  create: async ({ aws, inputs }) => {
    const type = inputs.integrationType as "AWS_PROXY";
    const { IntegrationId } = await aws.apigatewayv2.createIntegration({
      ...settingsOf(inputs),
      ApiId: inputs.apiId,
      IntegrationType: type,
    });
    return IntegrationId ?? "";
  },
  read: async ({ aws, id, state }) => {
    const found = await aws.apigatewayv2.getIntegration({ ApiId: state.apiId, IntegrationId: id });
    return {
      apiId: state.apiId,
      connectionType: found.ConnectionType,
      contentHandlingStrategy: found.ContentHandlingStrategy,
      credentialsArn: found.CredentialsArn,
      description: found.Description,
      integrationMethod: found.IntegrationMethod,
      integrationResponseSelectionExpression: found.IntegrationResponseSelectionExpression ?? "",
      integrationType: found.IntegrationType,
      integrationUri: found.IntegrationUri,
      passthroughBehavior: found.PassthroughBehavior,
      payloadFormatVersion: found.PayloadFormatVersion,
      requestParameters: found.RequestParameters,
      requestTemplates: found.RequestTemplates,
      templateSelectionExpression: found.TemplateSelectionExpression,
      timeoutMilliseconds: found.TimeoutInMillis,
    };
  },
  update: ({ aws, id, inputs, changed }) =>
    aws.apigatewayv2.updateIntegration({
      ...settingsOf(inputs),
      ApiId: inputs.apiId,
      IntegrationId: id,
      Description: inputs.description ?? "",
      ...(changed.has("requestParameters") ? { RequestParameters: inputs.requestParameters ?? {} } : {}),
      ...(changed.has("requestTemplates") ? { RequestTemplates: inputs.requestTemplates ?? {} } : {}),
    }),
  delete: ({ aws, id, state }) => aws.apigatewayv2.deleteIntegration({ ApiId: state.apiId, IntegrationId: id }),
});

function settingsOf(inputs: Inputs<typeof properties>): Omit<UpdateIntegrationCommandInput, "ApiId" | "IntegrationId"> {
  return {
    ConnectionType: inputs.connectionType as "INTERNET",
    ContentHandlingStrategy: inputs.contentHandlingStrategy as "CONVERT_TO_TEXT" | undefined,
    CredentialsArn: inputs.credentialsArn,
    Description: inputs.description,
    IntegrationMethod: inputs.integrationMethod,
    IntegrationUri: inputs.integrationUri,
    PassthroughBehavior: inputs.passthroughBehavior as "NEVER" | undefined,
    PayloadFormatVersion: inputs.payloadFormatVersion,
    RequestParameters: inputs.requestParameters,
    RequestTemplates: inputs.requestTemplates,
    TemplateSelectionExpression: inputs.templateSelectionExpression,
    TimeoutInMillis: inputs.timeoutMilliseconds,
  };
}
