import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, nameOf, text } from "./stack-draft.ts";
import { addKey, addPolicy, addTopic, allow, grantTo, policy, principal, SID } from "./statements.ts";

/** Leaks through whom a resource of the stage lets in. */
export const RESOURCE_POLICY_LEAKS: LeakKinds = {
  "a queue policy names a role of the other stage": ({ mine, theirs }) => {
    const [queue, role] = [mine.pick("Queue"), theirs.pick("Role")];
    const of = { queueUrl: text(queue, "url") };
    addPolicy(
      mine,
      "aws:sqs/queuePolicy:QueuePolicy",
      of,
      allow({ Principal: principal(role), Action: "sqs:SendMessage", Resource: arnOf(queue) }),
    );
    return { names: [arnOf(role), arnOf(queue)], sid: SID };
  },
  "a queue policy lets everyone in": ({ mine }) => {
    const queue = mine.pick("Queue");
    const of = { queueUrl: text(queue, "url") };
    addPolicy(mine, "aws:sqs/queuePolicy:QueuePolicy", of, allow({ Principal: "*", Action: "sqs:*", Resource: "*" }));
    return { names: ["anyone", arnOf(queue)], sid: SID };
  },
  "a queue policy lets in all but one": ({ mine, theirs }) => {
    const [queue, own] = [mine.pick("Queue"), mine.pick("Role")];
    const of = { queueUrl: text(queue, "url") };
    addPolicy(
      mine,
      "aws:sqs/queuePolicy:QueuePolicy",
      of,
      allow({ NotPrincipal: principal(own), Action: "sqs:SendMessage", Resource: arnOf(queue) }),
    );
    return { names: [arnOf(theirs.pick("Role")), arnOf(queue)], sid: SID };
  },
  "a bucket policy names a role of the other stage": ({ mine, theirs, random }) => {
    const [bucket, role] = [mine.pick("Bucket"), theirs.pick("Role")];
    const Resource = random.pick([`${arnOf(bucket)}/*`, arnOf(bucket)]);
    addPolicy(
      mine,
      "aws:s3/bucketPolicy:BucketPolicy",
      { bucket: nameOf(bucket) },
      allow({ Principal: principal(role), Action: "s3:*", Resource }),
    );
    return { names: [arnOf(role), arnOf(bucket)], sid: SID };
  },
  "a secret policy names a role of the other stage": ({ mine, theirs }) => {
    const [secret, role] = [mine.pick("Secret"), theirs.pick("Role")];
    const statement = allow({ Principal: principal(role), Action: "secretsmanager:GetSecretValue", Resource: "*" });
    addPolicy(mine, "aws:secretsmanager/secretPolicy:SecretPolicy", { secretArn: arnOf(secret) }, statement);
    return { names: [arnOf(role), arnOf(secret)], sid: SID };
  },
  "a table policy names a role of the other stage": ({ mine, theirs }) => {
    const [table, role] = [mine.pick("Table"), theirs.pick("Role")];
    const statement = allow({ Principal: principal(role), Action: "dynamodb:Query", Resource: arnOf(table) });
    addPolicy(mine, "aws:dynamodb/resourcePolicy:ResourcePolicy", { resourceArn: arnOf(table) }, statement);
    return { names: [arnOf(role), arnOf(table)], sid: SID };
  },
  "a topic policy names a role of the other stage": ({ mine, theirs }) => {
    const [topic, role] = [addTopic(mine), theirs.pick("Role")];
    const statement = allow({ Principal: principal(role), Action: "sns:Publish", Resource: arnOf(topic) });
    addPolicy(mine, "aws:sns/topicPolicy:TopicPolicy", { arn: arnOf(topic) }, statement);
    return { names: [arnOf(role), arnOf(topic)], sid: SID };
  },
  "a topic policy lets a service in for anyone": ({ mine, random }) => {
    const topic = addTopic(mine);
    const Principal = {
      Service: random.pick(["cloudwatch.amazonaws.com", "s3.amazonaws.com", "events.amazonaws.com"]),
    };
    const statement = allow({ Principal, Action: "sns:Publish", Resource: arnOf(topic) });
    addPolicy(mine, "aws:sns/topicPolicy:TopicPolicy", { arn: arnOf(topic) }, statement);
    return { names: [Principal.Service, arnOf(topic)], sid: SID };
  },
  "a queue policy binds a service to the account only": ({ mine }) => {
    const queue = mine.pick("Queue");
    const statement = allow({
      Principal: { Service: "sns.amazonaws.com" },
      ...{ Action: "sqs:SendMessage", Resource: arnOf(queue) },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
    addPolicy(mine, "aws:sqs/queuePolicy:QueuePolicy", { queueUrl: text(queue, "url") }, statement);
    return { names: ["sns.amazonaws.com", arnOf(queue)], sid: SID };
  },
  "a queue policy takes messages of a topic of the other stage": ({ mine, theirs }) => {
    const [queue, topic] = [mine.pick("Queue"), addTopic(theirs)];
    const statement = allow({
      Principal: { Service: "sns.amazonaws.com" },
      ...{ Action: "sqs:SendMessage", Resource: arnOf(queue) },
      Condition: { ArnEquals: { "aws:SourceArn": arnOf(topic) } },
    });
    addPolicy(mine, "aws:sqs/queuePolicy:QueuePolicy", { queueUrl: text(queue, "url") }, statement);
    return { names: [arnOf(topic), arnOf(queue)], sid: SID };
  },
  "a queue policy takes messages of any topic of the account": ({ mine }) => {
    const queue = mine.pick("Queue");
    const statement = allow({
      Principal: { Service: "sns.amazonaws.com" },
      ...{ Action: "sqs:SendMessage", Resource: arnOf(queue) },
      Condition: { ArnLike: { "aws:SourceArn": arn("sns", "atlas-codex-*") } },
    });
    addPolicy(mine, "aws:sqs/queuePolicy:QueuePolicy", { queueUrl: text(queue, "url") }, statement);
    return { names: ["sns.amazonaws.com", arnOf(queue)], sid: SID };
  },
  "a key policy names a role of the other stage": ({ mine, theirs }) => {
    const role = theirs.pick("Role");
    const key = addKey(mine, [allow({ Principal: principal(role), Action: ["kms:Decrypt"], Resource: "*" })]);
    return { names: [arnOf(role), arnOf(key)], sid: SID };
  },
  "a key policy leaves the key to the account and the other stage may use it": (seeding) => {
    const key = addKey(seeding.theirs);
    const role = grantTo(seeding, allow({ Action: "kms:Decrypt", Resource: arnOf(key) }));
    return { names: [arnOf(role), arnOf(key)] };
  },
  "a key policy lets in everyone of the account": ({ mine, theirs }) => {
    const statement = allow({
      Principal: { AWS: "*" },
      Action: "kms:*",
      Resource: "*",
      Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } },
    });
    const key = addKey(mine, [statement]);
    return { names: [arnOf(theirs.pick("Role")), arnOf(key)], sid: SID };
  },
  "a grant on a key": ({ mine, theirs }) => {
    const [key, role] = [addKey(mine), theirs.pick("Role")];
    const inputs = {
      keyId: text(key, "keyId"),
      granteePrincipal: arnOf(role),
      operations: ["Decrypt", "GenerateDataKey"],
    };
    mine.add({ type: "aws:kms/grant:Grant", name: "grant", id: "g", inputs });
    return { names: [arnOf(role), arnOf(key)] };
  },
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
