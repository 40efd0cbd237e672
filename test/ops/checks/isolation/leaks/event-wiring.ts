import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, type Bag, nameOf, set, text } from "./stack-draft.ts";
import { addTopic } from "./statements.ts";

const _environmentOf = (resource: { outputs: Bag }): Bag => {
  const { variables } = resource.outputs.environment as { variables: Bag };
  return variables;
};

/** Leaks through how events, messages and alarms travel. */
export const EVENT_WIRING_LEAKS: LeakKinds = {
  "a log subscription to the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Function"));
    const inputs = { name: "ship", logGroup: nameOf(mine.pick("LogGroup")), filterPattern: "", destinationArn: target };
    mine.add({
      type: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
      name: "ship",
      id: "cwlsf-1",
      inputs,
    });
    return { names: ["destinationArn", target] };
  },
  "a topic subscription of the other stage": ({ mine, theirs, random }) => {
    const topic = addTopic(mine);
    const target = arnOf(theirs.pick(random.pick(["Queue", "Function"])));
    const inputs = { topic: arnOf(topic), protocol: target.includes(":sqs:") ? "sqs" : "lambda", endpoint: target };
    mine.add({
      type: "aws:sns/topicSubscription:TopicSubscription",
      name: "tell",
      id: `${arnOf(topic)}:0f0f0f0f`,
      inputs,
    });
    return { names: ["endpoint", target] };
  },
  "a rule's target in the other stage": ({ mine, theirs, random }) => {
    const target = arnOf(theirs.pick(random.pick(["Queue", "Function"])));
    const name = `atlas-codex-tick-${mine.stage}`;
    mine.add({
      type: "aws:cloudwatch/eventRule:EventRule",
      name: "tick",
      id: name,
      inputs: { name, scheduleExpression: "rate(1 hour)" },
      outputs: { arn: arn("events", `rule/${name}`) },
    });
    mine.add({
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "tick",
      id: "tick-1",
      inputs: { rule: name, arn: target },
    });
    return { names: ["arn", target] };
  },
  "a rule takes everyone's events": ({ mine, random }) => {
    const name = `atlas-codex-watch-${mine.stage}`;
    const eventPattern = JSON.stringify({ source: [random.pick(["aws.s3", "aws.secretsmanager", "aws.lambda"])] });
    const rule = arn("events", `rule/${name}`);
    mine.add({
      type: "aws:cloudwatch/eventRule:EventRule",
      name: "watch",
      id: name,
      inputs: { name, eventPattern },
      outputs: { arn: rule },
    });
    return { names: [rule] };
  },
  "a rule waits for events of the other stage's bucket": ({ mine, theirs }) => {
    const name = `atlas-codex-peek-${mine.stage}`;
    const bucket = nameOf(theirs.pick("Bucket"));
    const eventPattern = JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [bucket] } } });
    mine.add({
      type: "aws:cloudwatch/eventRule:EventRule",
      name: "peek",
      id: name,
      inputs: { name, eventPattern },
      outputs: { arn: arn("events", `rule/${name}`) },
    });
    return { names: ["eventPattern", bucket] };
  },
  "a pipe into the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Queue"));
    const name = `atlas-codex-pipe-${mine.stage}`;
    const inputs = { name, source: arnOf(mine.pick("Queue")), target, roleArn: arnOf(mine.pick("Role")) };
    mine.add({
      type: "aws:pipes/pipe:Pipe",
      name: "pipe",
      id: name,
      inputs,
      outputs: { arn: arn("pipes", `pipe/${name}`) },
    });
    return { names: ["target", target] };
  },
  "a schedule of the other stage's function": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Function"));
    const name = `atlas-codex-nightly-${mine.stage}`;
    const inputs = {
      name,
      groupName: "default",
      scheduleExpression: "rate(1 day)",
      target: { arn: target, roleArn: arnOf(mine.pick("Role")) },
    };
    mine.add({
      type: "aws:scheduler/schedule:Schedule",
      name: "nightly",
      id: `default/${name}`,
      inputs,
      outputs: { arn: arn("scheduler", `schedule/default/${name}`) },
    });
    return { names: ["target.arn", target] };
  },
  "a queue's dead letters go to the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Queue"));
    set(mine.pick("Queue"), { redrivePolicy: JSON.stringify({ deadLetterTargetArn: target, maxReceiveCount: 3 }) });
    return { names: ["redrivePolicy", target] };
  },
  "a queue takes the other stage's dead letters": ({ mine, theirs }) => {
    const source = arnOf(theirs.pick("Queue"));
    const redriveAllowPolicy = JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [source] });
    mine.add({
      type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
      name: "take",
      id: "take",
      inputs: { queueUrl: text(mine.pick("Queue"), "url"), redriveAllowPolicy },
    });
    return { names: ["redriveAllowPolicy", source] };
  },
  "a bucket notifies the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Function"));
    const inputs = {
      bucket: nameOf(mine.pick("Bucket")),
      lambdaFunctions: [{ lambdaFunctionArn: target, events: ["s3:ObjectCreated:*"] }],
    };
    mine.add({
      type: "aws:s3/bucketNotification:BucketNotification",
      name: "notify",
      id: nameOf(mine.pick("Bucket")),
      inputs,
    });
    return { names: ["lambdaFunctions", target] };
  },
  "a bucket is copied to the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Bucket"));
    const inputs = {
      bucket: nameOf(mine.pick("Bucket")),
      role: arnOf(mine.pick("Role")),
      rules: [{ status: "Enabled", destination: { bucket: target } }],
    };
    mine.add({ type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", name: "copy", id: "copy", inputs });
    return { names: ["destination", target] };
  },
  "a secret is rotated by the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Function"));
    const inputs = {
      secretId: arnOf(mine.pick("Secret")),
      rotationLambdaArn: target,
      rotationRules: { automaticallyAfterDays: 30 },
    };
    mine.add({
      type: "aws:secretsmanager/secretRotation:SecretRotation",
      name: "rotate",
      id: arnOf(mine.pick("Secret")),
      inputs,
    });
    return { names: ["rotationLambdaArn", target] };
  },
  "a state machine calls the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Function"));
    const name = `atlas-codex-batch-${mine.stage}`;
    const definition = JSON.stringify({
      StartAt: "Run",
      States: {
        Run: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Parameters: { FunctionName: target },
          End: true,
        },
      },
    });
    mine.add({
      type: "aws:sfn/stateMachine:StateMachine",
      name: "batch",
      id: arn("states", `stateMachine:${name}`),
      inputs: { name, definition, roleArn: arnOf(mine.pick("Role")) },
      outputs: { arn: arn("states", `stateMachine:${name}`) },
    });
    return { names: ["definition", target] };
  },
  "an alarm tells the other stage": ({ mine, theirs }) => {
    const topic = arnOf(addTopic(theirs));
    const name = `atlas-codex-errors-${mine.stage}`;
    const inputs = {
      name,
      namespace: "AWS/Lambda",
      metricName: "Errors",
      alarmActions: [topic],
      dimensions: { FunctionName: nameOf(mine.pick("Function")) },
    };
    mine.add({
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      name: "errors",
      id: name,
      inputs,
      outputs: { arn: arn("cloudwatch", `alarm:${name}`) },
    });
    return { names: ["alarmActions", topic] };
  },
  "an alarm watches the other stage": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    const name = `atlas-codex-errors-${mine.stage}`;
    const inputs = {
      name,
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: nameOf(target) },
    };
    mine.add({
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      name: "errors",
      id: name,
      inputs,
      outputs: { arn: arn("cloudwatch", `alarm:${name}`) },
    });
    return { names: ["dimensions", nameOf(target)] };
  },
  "a budget tells the other stage": ({ mine, theirs }) => {
    const topic = arnOf(addTopic(theirs));
    const name = `atlas-codex-${mine.stage}`;
    const inputs = { name, budgetType: "COST", notifications: [{ threshold: 80, subscriberSnsTopicArns: [topic] }] };
    mine.add({ type: "aws:budgets/budget:Budget", name: "budget", id: `111122223333:${name}`, inputs });
    return { names: ["subscriberSnsTopicArns", topic] };
  },
};
