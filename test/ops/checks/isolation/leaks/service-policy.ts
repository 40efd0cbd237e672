import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, nameOf, text } from "./stack-draft.ts";
import { addPolicy, allow, policy, principal, SID } from "./statements.ts";

/** Leaks through whom what runs or passes on for the stage lets in. */
export const SERVICE_POLICY_LEAKS: LeakKinds = {
  "a function lets a role of the other stage call it": ({ mine, theirs }) => {
    const [called, role] = [mine.pick("Function"), theirs.pick("Role")];
    const inputs = {
      action: "lambda:InvokeFunction",
      function: nameOf(called),
      principal: arnOf(role),
      statementId: SID,
    };
    mine.add({ type: "aws:lambda/permission:Permission", name: "seeded", id: SID, inputs });
    return { names: [arnOf(role), arnOf(called)], sid: SID };
  },
  "a function lets a service call it for anyone": ({ mine, random }) => {
    const called = mine.pick("Function");
    const service = random.pick([
      "s3.amazonaws.com",
      "sns.amazonaws.com",
      "events.amazonaws.com",
      "apigateway.amazonaws.com",
    ]);
    const inputs = { action: "lambda:InvokeFunction", function: nameOf(called), principal: service, statementId: SID };
    mine.add({ type: "aws:lambda/permission:Permission", name: "seeded", id: SID, inputs });
    return { names: [service, arnOf(called)], sid: SID };
  },
  "a function lets an API of the other stage call it": ({ mine, theirs }) => {
    const called = mine.pick("Function");
    const api = theirs.pick("RestApi");
    const sourceArn = `${text(api, "executionArn")}/*/*`;
    const inputs = {
      action: "lambda:InvokeFunction",
      function: nameOf(called),
      principal: "apigateway.amazonaws.com",
      statementId: SID,
      sourceArn,
    };
    mine.add({ type: "aws:lambda/permission:Permission", name: "seeded", id: SID, inputs });
    return { names: [nameOf(called), text(api, "executionArn")] };
  },
  "a function with a public address": ({ mine }) => {
    const called = mine.pick("Function");
    const inputs = {
      action: "lambda:InvokeFunctionUrl",
      function: nameOf(called),
      principal: "*",
      functionUrlAuthType: "NONE",
      statementId: SID,
    };
    mine.add({ type: "aws:lambda/permission:Permission", name: "seeded", id: SID, inputs });
    return { names: ["anyone", arnOf(called)], sid: SID };
  },
  "a layer for everyone": ({ mine }) => {
    const layerName = `atlas-codex-shared-${mine.stage}`;
    const layer = arn("lambda", `layer:${layerName}`);
    mine.add({
      type: "aws:lambda/layerVersion:LayerVersion",
      name: "shared",
      id: `${layer}:1`,
      inputs: { layerName },
      outputs: { arn: `${layer}:1`, layerArn: layer },
    });
    const inputs = {
      layerName: layer,
      action: "lambda:GetLayerVersion",
      principal: "*",
      statementId: SID,
      versionNumber: 1,
    };
    mine.add({ type: "aws:lambda/layerVersionPermission:LayerVersionPermission", name: "shared", id: "x", inputs });
    return { names: ["anyone", layer], sid: SID };
  },
  "an event bus takes events of the other stage": ({ mine, theirs }) => {
    const name = `atlas-codex-bus-${mine.stage}`;
    const bus = arn("events", `event-bus/${name}`);
    const role = theirs.pick("Role");
    mine.add({
      type: "aws:cloudwatch/eventBus:EventBus",
      name: "bus",
      id: name,
      inputs: { name },
      outputs: { arn: bus },
    });
    const statement = allow({ Principal: principal(role), Action: "events:PutEvents", Resource: bus });
    addPolicy(mine, "aws:cloudwatch/eventBusPolicy:EventBusPolicy", { eventBusName: name }, statement);
    return { names: [arnOf(role), bus], sid: SID };
  },
  "a repository lets a role of the other stage pull": ({ mine, theirs }) => {
    const name = `atlas-codex-images-${mine.stage}`;
    const repository = arn("ecr", `repository/${name}`);
    const role = theirs.pick("Role");
    mine.add({
      type: "aws:ecr/repository:Repository",
      name: "images",
      id: name,
      inputs: { name },
      outputs: { arn: repository },
    });
    const statement = allow({
      Principal: principal(role),
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    });
    addPolicy(mine, "aws:ecr/repositoryPolicy:RepositoryPolicy", { repository: name }, statement);
    return { names: [arnOf(role), repository], sid: SID };
  },
  "a policy for log groups covers the other stage's": ({ mine, theirs, random }) => {
    const group = theirs.pick("LogGroup");
    const Resource = random.pick([`${arnOf(group)}:*`, arn("logs", "log-group:/aws/*")]);
    const statement = allow({
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["logs:PutLogEvents"],
      Resource,
    });
    const inputs = { policyName: "seeded", policyDocument: policy(statement) };
    mine.add({ type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", name: "seeded", id: "seeded", inputs });
    return { names: ["delivery.logs.amazonaws.com", arnOf(group)], sid: SID };
  },
  "an API policy lets a role of the other stage call it": ({ mine, theirs }) => {
    const [api, role] = [mine.pick("RestApi"), theirs.pick("Role")];
    const statement = allow({ Principal: principal(role), Action: "execute-api:Invoke", Resource: "execute-api:/*" });
    addPolicy(
      mine,
      "aws:apigateway/restApiPolicy:RestApiPolicy",
      { restApiId: String(api.id) },
      { ...statement, Resource: `${text(api, "executionArn")}/*` },
    );
    return { names: [arnOf(role), text(api, "executionArn")], sid: SID };
  },
};
