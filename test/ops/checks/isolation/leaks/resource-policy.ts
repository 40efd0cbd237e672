import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, nameOf, text } from "./stack-draft.ts";
import { addKey, addPolicy, addTopic, allow, grantTo, principal, SID } from "./statements.ts";

/** Leaks through whom what holds the data of the stage lets in. */
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
};
