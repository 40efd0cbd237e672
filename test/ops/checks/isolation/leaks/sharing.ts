import type { LeakKinds } from "./leak.ts";
import { ACCOUNT, arn, arnOf, type Bag, type StackDraft, set, text } from "./stack-draft.ts";
import { addTopic } from "./statements.ts";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

function withVariable(stack: StackDraft, name: string, value: unknown): void {
  const function_ = stack.pick("Function");
  const { variables } = function_.outputs.environment as { variables: Bag };
  set(function_, { environment: { variables: { ...variables, [name]: value } } });
}

/** Leaks through what both stages hold at once. */
export const SHARING_LEAKS: LeakKinds = {
  "one resource in both states": ({ mine, theirs, random }) => {
    const shared = theirs.pick(random.pick(["Table", "Queue", "Bucket", "Secret", "LogGroup"]));
    mine.document.deployment.resources.push({
      ...structuredClone(shared),
      urn: shared.urn.replace(`:${theirs.stage}:`, `:${mine.stage}:`),
    });
    return { names: [arnOf(shared)] };
  },
  "one role of neither stage in both": ({ mine, theirs }) => {
    const role = `arn:aws:iam::${ACCOUNT}:role/lambda-default`;
    set(mine.pick("Function"), { role });
    set(theirs.pick("Function"), { role });
    return { names: [role] };
  },
  "one key of neither stage in both": ({ mine, theirs }) => {
    const key = arn("kms", "key/0f0f0f0f-1111-4222-8333-444455556666");
    set(mine.pick("Table"), { serverSideEncryption: { enabled: true, kmsKeyArn: key } });
    set(theirs.pick("Table"), { serverSideEncryption: { enabled: true, kmsKeyArn: key } });
    return { names: [key] };
  },
  "one network in both": ({ mine, theirs }) => {
    const vpcConfig = { subnetIds: ["subnet-0a1b2c3d4e5f60718"], securityGroupIds: ["sg-0a1b2c3d4e5f60718"] };
    set(mine.pick("Function"), { vpcConfig });
    set(theirs.pick("Function"), { vpcConfig });
    return { names: ["subnet-0a1b2c3d4e5f60718"] };
  },
  "one queue of neither stage in both, by its address": ({ mine, theirs }) => {
    const url = `https://sqs.us-west-2.amazonaws.com/${ACCOUNT}/common-letters`;
    withVariable(mine, "LETTERS", url);
    withVariable(theirs, "LETTERS", url);
    return { names: ["common-letters"] };
  },
  "one table of neither stage in both, by its name": ({ mine, theirs }) => {
    withVariable(mine, "CACHE_TABLE", "page-cache");
    withVariable(theirs, "CACHE_TABLE", "page-cache");
    return { names: ["page-cache"] };
  },
  "one log group of neither stage in both": ({ mine, theirs }) => {
    for (const stack of [mine, theirs])
      set(stack.pick("Function"), { loggingConfig: { logGroup: "/aws/lambda/everything", logFormat: "Text" } });
    return { names: ["/aws/lambda/everything"] };
  },
  "a setting there is one of in an account": ({ mine, theirs }) => {
    for (const stack of [mine, theirs]) {
      const inputs = { cloudwatchRoleArn: arnOf(stack.pick("Role")) };
      stack.add({ type: "aws:apigateway/account:Account", name: "account", id: "api-gateway-account", inputs });
    }
    return { names: ["aws:apigateway/account:Account"] };
  },
  "one secret value in both": ({ mine, theirs }) => {
    const secret = { ...SECRET, plaintext: JSON.stringify("sk-4f9a1c0e7b2d") };
    for (const stack of [mine, theirs]) {
      const inputs = { secretId: arnOf(stack.pick("Secret")), secretString: secret };
      stack.add({
        type: "aws:secretsmanager/secretVersion:SecretVersion",
        name: "value",
        id: `${stack.stage}|v1`,
        inputs,
      });
    }
    return { names: ["same value", "secretString"] };
  },
  "one key in the environments of both": ({ mine, theirs }) => {
    withVariable(mine, "PROVIDER_API_KEY", "sk-live-93kd02md81");
    withVariable(theirs, "MODEL_TOKEN", "sk-live-93kd02md81");
    return { names: ["same value", "PROVIDER_API_KEY", "MODEL_TOKEN"] };
  },
  "one secure parameter in both": ({ mine, theirs }) => {
    for (const stack of [mine, theirs]) {
      const name = `/atlas-codex/${stack.stage}/token`;
      const inputs = { name, type: "SecureString", value: { ...SECRET, plaintext: JSON.stringify("t0ken-of-both") } };
      stack.add({
        type: "aws:ssm/parameter:Parameter",
        name: "token",
        id: name,
        inputs,
        outputs: { arn: arn("ssm", `parameter${name}`) },
      });
    }
    return { names: ["same value", "parameter/atlas-codex"] };
  },
  "an id of the other stage within a secret": ({ mine, theirs }) => {
    const target = theirs.pick("Queue");
    withVariable(mine, "HIDDEN", { ...SECRET, plaintext: JSON.stringify(text(target, "url")) });
    return { names: ["environment.variables.HIDDEN", arnOf(target)] };
  },
  "a stack reference": ({ mine, theirs, random }) => {
    const name = random.pick([
      `organization/atlas-codex/${theirs.stage}`,
      `acme/atlas-codex/${theirs.stage}`,
      theirs.stage,
    ]);
    mine.add({ type: "pulumi:pulumi:StackReference", name: "peer", id: name, inputs: { name } });
    return { names: [name] };
  },
  "a topic of neither stage that both use": ({ mine, theirs }) => {
    const topic = arn("sns", "everyone");
    for (const stack of [mine, theirs]) {
      const name = `atlas-codex-slow-${stack.stage}`;
      stack.add({
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        name: "slow",
        id: name,
        inputs: { name, alarmActions: [topic] },
        outputs: { arn: arn("cloudwatch", `alarm:${name}`) },
      });
    }
    addTopic(mine, "unrelated");
    return { names: [topic] };
  },
};
