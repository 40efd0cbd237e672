import { block, numbers, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";
import { functionNameOf, sameFunction } from "./lambda-names.ts";

const properties = {
  arn: text({ use: "output" }),
  description: text({ implied: "" }),
  functionName: text({ use: "required", replaces: true, same: sameFunction }),
  functionVersion: text({ use: "required" }),
  invokeArn: text({ use: "output" }),
  name: text({ use: "named", replaces: true }),
  routingConfig: block({ additionalVersionWeights: numbers() }),
} as const;

/** A name for a version of a function, or for two of them with their shares of the traffic; its id is its ARN. */
export const functionAlias = resourceType({
  token: "aws:lambda/alias:Alias",
  properties,
  autoname: { property: "name", maximum: 128 },
  imported: {
    form: "FUNCTION_NAME/ALIAS",
    split: ([functionName = "", name = ""]) => ({ id: `${functionName}/${name}`, facts: { functionName, name } }),
    idOf: ({ arn }) => String(arn),
  },
  create: async ({ aws, inputs }) => {
    const { AliasArn } = await aws.lambda.createAlias(asked(inputs));
    return AliasArn ?? "";
  },
  read: async ({ aws, state }) => {
    const FunctionName = functionNameOf(String(state.functionName));
    const found = await aws.lambda.getAlias({ FunctionName, Name: String(state.name) });
    const arn = found.AliasArn ?? "";
    const weights = found.RoutingConfig?.AdditionalVersionWeights ?? {};
    return {
      arn,
      description: found.Description,
      functionName: state.functionName,
      functionVersion: found.FunctionVersion,
      invokeArn: `arn:aws:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      name: found.Name,
      ...(Object.keys(weights).length === 0 ? {} : { routingConfig: { additionalVersionWeights: weights } }),
    };
  },
  update: ({ aws, inputs }) => aws.lambda.updateAlias(asked(inputs)),
  delete: ({ aws, state }) =>
    aws.lambda.deleteAlias({ FunctionName: functionNameOf(String(state.functionName)), Name: state.name }),
});

function asked({
  description = "",
  functionName,
  functionVersion,
  name,
  routingConfig,
}: CreateCall<typeof properties>["inputs"]) {
  return {
    FunctionName: functionNameOf(functionName),
    FunctionVersion: functionVersion,
    Name: name,
    Description: description,
    RoutingConfig: { AdditionalVersionWeights: { ...routingConfig?.additionalVersionWeights } },
  };
}
