import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, type Bag, nameOf, set, text } from "./stack-draft.ts";
import { addKey } from "./statements.ts";

const environmentOf = (resource: { outputs: Bag }): Bag => {
  const { variables } = resource.outputs.environment as { variables: Bag };
  return variables;
};

/** Leaks through what properties and environments carry. */
export const CARRIED_VALUE_LEAKS: LeakKinds = {
  "a table encrypted with the other stage's key": ({ mine, theirs }) => {
    const key = arnOf(addKey(theirs));
    set(mine.pick("Table"), { serverSideEncryption: { enabled: true, kmsKeyArn: key } });
    return { names: ["kmsKeyArn", key] };
  },
  "an access log in the other stage": ({ mine, theirs }) => {
    const group = theirs.pick("LogGroup");
    set(mine.pick("Stage"), { accessLogSettings: { destinationArn: arnOf(group), format: "$context.requestId" } });
    return { names: ["accessLogSettings", arnOf(group)] };
  },
  "a function writes its log into the other stage's group": ({ mine, theirs }) => {
    const group = theirs.pick("LogGroup");
    set(mine.pick("Function"), { loggingConfig: { logFormat: "Text", logGroup: nameOf(group) } });
    return { names: ["loggingConfig", arnOf(group)] };
  },
  "an environment value names the other stage's": ({ mine, theirs, random }) => {
    const target = theirs.pick(random.pick(["Table", "Queue", "Secret", "Function", "Bucket"]));
    const function_ = mine.pick("Function");
    const value = random.pick([nameOf(target), arnOf(target), String(target.id)]);
    const environment = { variables: { ...environmentOf(function_), PEER: value } };
    set(function_, { environment });
    return { names: ["environment.variables.PEER", arnOf(target)] };
  },
  "an environment value holds a URL of the other stage": ({ mine, theirs }) => {
    const stage = theirs.all("Stage").find(({ type }) => type.startsWith("aws:apigateway/")) ?? theirs.pick("Stage");
    const function_ = mine.pick("Function");
    set(function_, {
      environment: { variables: { ...environmentOf(function_), API: `${text(stage, "invokeUrl")}/jobs` } },
    });
    return { names: ["environment.variables.API"] };
  },
  "an environment value within JSON": ({ mine, theirs }) => {
    const target = theirs.pick("Table");
    const function_ = mine.pick("Function");
    const value = JSON.stringify({ tables: { mirror: nameOf(target) } });
    set(function_, { environment: { variables: { ...environmentOf(function_), CONFIG: value } } });
    return { names: ["environment.variables.CONFIG", arnOf(target)] };
  },
  "a parameter holds an id of the other stage": ({ mine, theirs, random }) => {
    const target = theirs.pick(random.pick(["Queue", "Secret"]));
    const name = `/atlas-codex/${mine.stage}/peer`;
    mine.add({
      type: "aws:ssm/parameter:Parameter",
      name: "peer",
      id: name,
      inputs: { name, type: "String", value: String(target.id) },
      outputs: { arn: arn("ssm", `parameter${name}`) },
    });
    return { names: ["value", arnOf(target)] };
  },
  "an environment value behind base64": ({ mine, theirs }) => {
    const target = theirs.pick("Secret");
    const function_ = mine.pick("Function");
    const value = Buffer.from(JSON.stringify({ secret: arnOf(target) })).toString("base64");
    set(function_, { environment: { variables: { ...environmentOf(function_), BLOB: value } } });
    return { names: ["environment.variables.BLOB", arnOf(target)] };
  },
  "a URL with an encoded ARN": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Queue"));
    const function_ = mine.pick("Function");
    const value = `https://example.com/relay?to=${encodeURIComponent(target)}`;
    set(function_, { environment: { variables: { ...environmentOf(function_), RELAY: value } } });
    return { names: ["environment.variables.RELAY", target] };
  },
  "a backup of every table": ({ mine, theirs }) => {
    const inputs = {
      name: "all",
      planId: "plan-1",
      iamRoleArn: arnOf(mine.pick("Role")),
      resources: ["arn:aws:dynamodb:*:*:table/*"],
    };
    mine.add({ type: "aws:backup/selection:Selection", name: "all", id: "selection-1", inputs });
    return { names: ["resources[0]", arnOf(theirs.pick("Table")).split(":table/")[0] ?? ""] };
  },
  "a queue takes anyone's dead letters": ({ mine }) => {
    const queueUrl = text(mine.pick("Queue"), "url");
    const redriveAllowPolicy = JSON.stringify({ redrivePermission: "allowAll" });
    mine.add({
      type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
      name: "open",
      id: "open",
      inputs: { queueUrl, redriveAllowPolicy },
    });
    return { names: ["redrivePermission allowAll"] };
  },
  "a bucket with a public access list": ({ mine }) => {
    const bucket = `atlas-codex-pages-${mine.stage}`;
    mine.add({
      type: "aws:s3/bucket:Bucket",
      name: "pages",
      id: bucket,
      inputs: { bucket, acl: "public-read" },
      outputs: { arn: `arn:aws:s3:::${bucket}` },
    });
    return { names: ["anyone", "acl public-read", bucket] };
  },
  "a dashboard shows the other stage": ({ mine, theirs }) => {
    const target = theirs.pick("Queue");
    const dashboardName = `atlas-codex-${mine.stage}`;
    const dashboardBody = JSON.stringify({
      widgets: [{ properties: { metrics: [["AWS/SQS", "NumberOfMessagesSent", "QueueName", nameOf(target)]] } }],
    });
    mine.add({
      type: "aws:cloudwatch/dashboard:Dashboard",
      name: "dashboard",
      id: dashboardName,
      inputs: { dashboardName, dashboardBody },
    });
    return { names: ["dashboardBody", arnOf(target)] };
  },
  "a type nobody knows carries an ARN of the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Table"));
    mine.add({
      type: "aws:novelty/thing:Thing",
      name: "thing",
      id: "thing-1",
      inputs: { nested: { list: [{ where: `see ${target}, please` }] } },
    });
    return { names: ["nested.list[0].where", target] };
  },
  "an environment value names something of the other stage that nobody manages": ({ mine, theirs }) => {
    const function_ = mine.pick("Function");
    const value = `atlas-codex-handmade-${theirs.stage}`;
    set(function_, { environment: { variables: { ...environmentOf(function_), EXTRA: value } } });
    return { names: ["environment.variables.EXTRA", value] };
  },
};
