import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, type Bag, nameOf, set, text } from "./stack-draft.ts";

const _environmentOf = (resource: { outputs: Bag }): Bag => {
  const { variables } = resource.outputs.environment as { variables: Bag };
  return variables;
};

/** Leaks through how functions and APIs are wired. */
export const FUNCTION_WIRING_LEAKS: LeakKinds = {
  "an event source mapping reads from the other stage": ({ mine, theirs, random }) => {
    const mapping = mine.pick("EventSourceMapping");
    const table = theirs.all("Table").find(({ outputs }) => outputs.streamArn);
    const eventSourceArn = random.pick([arnOf(theirs.pick("Queue")), String(table?.outputs.streamArn)]);
    set(mapping, { eventSourceArn });
    return { names: ["eventSourceArn", eventSourceArn.split("/stream")[0] ?? ""] };
  },
  "an event source mapping sends failures to the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Queue"));
    set(mine.pick("EventSourceMapping"), { destinationConfig: { onFailure: { destinationArn: target } } });
    return { names: ["destinationConfig", target] };
  },
  "an event source mapping of the stage calls a function of the other": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    set(mine.pick("EventSourceMapping"), { functionName: nameOf(target), functionArn: arnOf(target) });
    return { names: ["function", arnOf(target)] };
  },
  "a function sends results to the other stage": ({ mine, theirs, random }) => {
    const target = arnOf(theirs.pick(random.pick(["Queue", "Function"])));
    const inputs = {
      functionName: nameOf(mine.pick("Function")),
      destinationConfig: { [random.pick(["onSuccess", "onFailure"])]: { destination: target } },
    };
    mine.add({
      type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
      name: "results",
      id: "results-1",
      inputs,
    });
    return { names: ["destinationConfig", target] };
  },
  "a function's dead letters go to the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Queue"));
    set(mine.pick("Function"), { deadLetterConfig: { targetArn: target } });
    return { names: ["deadLetterConfig", target] };
  },
  "a function runs a layer of the other stage": ({ mine, theirs }) => {
    const layerName = `atlas-codex-common-${theirs.stage}`;
    const layer = arn("lambda", `layer:${layerName}:3`);
    theirs.add({
      type: "aws:lambda/layerVersion:LayerVersion",
      name: "common",
      id: layer,
      inputs: { layerName },
      outputs: { arn: layer },
    });
    set(mine.pick("Function"), { layers: [layer] });
    return { names: ["layers", layer] };
  },
  "a function runs with a role of the other stage": ({ mine, theirs }) => {
    const role = arnOf(theirs.pick("Role"));
    const function_ = mine.pick("Function");
    set(function_, { role });
    return { names: [arnOf(function_), "role", role] };
  },
  "an integration of the HTTP API calls the other stage": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    set(mine.all("Integration").find(({ type }) => type.startsWith("aws:apigateway/")) ?? mine.pick("Integration"), {
      uri: text(target, "invokeArn"),
    });
    return { names: ["uri", arnOf(target)] };
  },
  "an integration of the socket API calls the other stage": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    const integration = mine.all("Integration").find(({ type }) => type.startsWith("aws:apigatewayv2/"));
    set(integration ?? mine.pick("Integration"), { integrationUri: text(target, "invokeArn") });
    return { names: ["integrationUri", arnOf(target)] };
  },
  "an authorizer of the HTTP API is the other stage's": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    const inputs = {
      restApi: String(mine.pick("RestApi").id),
      name: "auth",
      authorizerUri: text(target, "invokeArn"),
      type: "TOKEN",
    };
    mine.add({ type: "aws:apigateway/authorizer:Authorizer", name: "auth", id: "a1b2c3", inputs });
    return { names: ["authorizerUri", arnOf(target)] };
  },
  "an authorizer of the socket API is the other stage's": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    const inputs = {
      apiId: String(mine.pick("Api").id),
      name: "auth",
      authorizerUri: text(target, "invokeArn"),
      authorizerType: "REQUEST",
    };
    mine.add({ type: "aws:apigatewayv2/authorizer:Authorizer", name: "auth", id: "d4e5f6", inputs });
    return { names: ["authorizerUri", arnOf(target)] };
  },
  "a route added to the other stage's API": ({ mine, theirs }) => {
    const api = String(theirs.pick("Api").id);
    mine.add({
      type: "aws:apigatewayv2/route:Route",
      name: "extra",
      id: "r0ut3id",
      inputs: { apiId: api, routeKey: "extra", target: "integrations/abc1234" },
    });
    return { names: ["apiId", api] };
  },
};
