import { ACCOUNT, arn, arnOf, type Bag, nameOf, set, text } from "../leaks/stack-draft.ts";
import { addKey, addPolicy, addTopic, principal } from "../leaks/statements.ts";
import { type Document, each, type HarmlessVariant, inPlace, oneOf } from "./variant.ts";

/** Stacks elsewhere, or with more in them, that leave the stages as far apart as they were. */
export const STACK_VARIANTS: Readonly<Record<string, HarmlessVariant>> = {
  "as deployed": () => undefined,
  "resources in another order": each(({ document }, random) => {
    document.deployment.resources = random.shuffled(document.deployment.resources);
  }),
  "extra tags": each((stack, random) => {
    for (const type of ["Table", "Queue", "Role", "Function"]) {
      const chosen = stack.pick(type);
      const tags = {
        ...(chosen.outputs.tags as Bag),
        team: "extraction",
        ticket: `AC-${random.below(1_000)}`,
        peers: "none",
      };
      set(chosen, { tags, tagsAll: tags });
    }
  }),
  "one stage in another region": oneOf(({ document }) =>
    inPlace(document, (json) => json.replaceAll("us-west-2", "eu-central-1")),
  ),
  "both stages in another region": each(({ document }) =>
    inPlace(document, (json) => json.replaceAll("us-west-2", "ap-southeast-2")),
  ),
  "two accounts": oneOf(({ document }) => inPlace(document, (json) => json.replaceAll(ACCOUNT, "444455556666"))),
  "two accounts and two regions": oneOf(({ document }) =>
    inPlace(document, (json) => json.replaceAll(ACCOUNT, "444455556666").replaceAll("us-west-2", "eu-west-1")),
  ),
  "a queue policy for the stage's own role": each((stack) => {
    const [queue, role] = [stack.pick("Queue"), stack.pick("Role")];
    const statement = {
      Effect: "Allow",
      Principal: principal(role),
      Action: "sqs:SendMessage",
      Resource: arnOf(queue),
    };
    const tls = {
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: arnOf(queue),
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    addPolicy(stack, "aws:sqs/queuePolicy:QueuePolicy", { queueUrl: text(queue, "url") }, statement, tls);
  }),
  "a bucket that refuses plain text": each((stack) => {
    const bucket = stack.pick("Bucket");
    const statement = {
      ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arnOf(bucket), `${arnOf(bucket)}/*`] },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    addPolicy(stack, "aws:s3/bucketPolicy:BucketPolicy", { bucket: nameOf(bucket) }, statement);
  }),
  "a key of the stage's own for what it stores": each((stack) => {
    const role = stack.pick("Role");
    const logs = {
      ...{
        Effect: "Allow",
        Principal: { Service: "logs.us-west-2.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:Decrypt"],
        Resource: "*",
      },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": arn("logs", `log-group:/aws/lambda/atlas-codex-*-${stack.stage}`),
        },
      },
    };
    const key = addKey(stack, [
      { Effect: "Allow", Principal: principal(role), Action: ["kms:Decrypt"], Resource: "*" },
      logs,
    ]);
    for (const table of stack.all("Table"))
      set(table, { serverSideEncryption: { enabled: true, kmsKeyArn: arnOf(key) } });
  }),
  "an alarm that tells the stage's own topic": each((stack) => {
    const topic = addTopic(stack);
    const name = `atlas-codex-errors-${stack.stage}`;
    const inputs = {
      name,
      namespace: "AWS/Lambda",
      metricName: "Errors",
      alarmActions: [arnOf(topic)],
      dimensions: { FunctionName: nameOf(stack.pick("Function")) },
    };
    stack.add({
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      name: "errors",
      id: name,
      inputs,
      outputs: { arn: arn("cloudwatch", `alarm:${name}`) },
    });
    const statement = {
      ...{
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arnOf(topic),
      },
      Condition: {
        ArnLike: { "aws:SourceArn": arn("cloudwatch", `alarm:atlas-codex-*-${stack.stage}`) },
        StringEquals: { "aws:SourceAccount": ACCOUNT },
      },
    };
    addPolicy(stack, "aws:sns/topicPolicy:TopicPolicy", { arn: arnOf(topic) }, statement);
  }),
  "a budget and a dashboard of the stage's own": each((stack) => {
    const topic = arnOf(addTopic(stack, "budget"));
    const name = `atlas-codex-${stack.stage}`;
    const inputs = { name, budgetType: "COST", notifications: [{ threshold: 80, subscriberSnsTopicArns: [topic] }] };
    stack.add({ type: "aws:budgets/budget:Budget", name: "budget", id: `${ACCOUNT}:${name}`, inputs });
    const dashboardBody = JSON.stringify({
      widgets: [
        { properties: { metrics: [["AWS/SQS", "NumberOfMessagesSent", "QueueName", nameOf(stack.pick("Queue"))]] } },
      ],
    });
    stack.add({
      type: "aws:cloudwatch/dashboard:Dashboard",
      name: "dashboard",
      id: name,
      inputs: { dashboardName: name, dashboardBody },
    });
  }),
  "roles of the stage that take each other on": each((stack, random) => {
    const [first, second] = random.shuffled(stack.all("Role"));
    if (first === undefined || second === undefined) return;
    const document = JSON.parse(String(second.outputs.assumeRolePolicy)) as Document;
    document.Statement.push({ Effect: "Allow", Principal: principal(first), Action: "sts:AssumeRole" });
    set(second, { assumeRolePolicy: JSON.stringify(document) });
  }),
  "resources of kinds nobody here knows": each((stack, random) => {
    for (const name of ["alpha", "beta", "gamma"]) {
      stack.add({
        type: "aws:novelty/thing:Thing",
        name,
        id: `${name}-${stack.stage}-${random.below(1_000)}`,
        inputs: { size: random.below(10), mode: "production-like", of: nameOf(stack.pick("Table")) },
      });
    }
  }),
  "different secrets in both": each((stack, random) => {
    const plaintext = JSON.stringify(`sk-${stack.stage}-${random.below(1_000_000)}`);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext };
    stack.add({
      type: "aws:secretsmanager/secretVersion:SecretVersion",
      name: "value",
      id: `${stack.stage}|v1`,
      inputs: { secretId: arnOf(stack.pick("Secret")), secretString: secret },
    });
  }),
  "a public layer of AWS's in both": each((stack) => {
    set(stack.pick("Function"), {
      layers: ["arn:aws:lambda:us-west-2:580247275435:layer:LambdaInsightsExtension-Arm64:38"],
    });
  }),
  "an environment that says what a good stage is called": each((stack) => {
    const chosen = stack.pick("Function");
    const { variables } = chosen.outputs.environment as { variables: Bag };
    set(chosen, {
      environment: {
        variables: { ...variables, NODE_ENV: "production", STABLE_STAGE: "production", EARLY_STAGE: "preview" },
      },
    });
  }),
  "a rule that waits for the stage's own bucket": each((stack) => {
    const name = `atlas-codex-arrivals-${stack.stage}`;
    const eventPattern = JSON.stringify({
      source: ["aws.s3"],
      detail: { bucket: { name: [nameOf(stack.pick("Bucket"))] } },
    });
    stack.add({
      type: "aws:cloudwatch/eventRule:EventRule",
      name: "arrivals",
      id: name,
      inputs: { name, eventPattern },
      outputs: { arn: arn("events", `rule/${name}`) },
    });
  }),
  "a log policy for the stage's own groups": each((stack) => {
    const Resource = stack.all("LogGroup").map((group) => `${arnOf(group)}:*`);
    const statement = {
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["logs:PutLogEvents"],
      Resource,
    };
    const policyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const inputs = { policyName: `atlas-codex-${stack.stage}`, policyDocument };
    stack.add({
      type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
      name: "logs",
      id: inputs.policyName,
      inputs,
    });
  }),
};
