import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, type Bag, nameOf, type StackDraft, set, text } from "./stack-draft.ts";
import { addNamed, addTopic } from "./statements.ts";

/** Adds a rule of the stage and returns its name. */
function addRule(stack: StackDraft, what: string, inputs: Bag): string {
  const name = `atlas-codex-${what}-${stack.stage}`;
  addNamed(stack, {
    type: "aws:cloudwatch/eventRule:EventRule",
    what,
    name,
    inputs,
    arn: arn("events", `rule/${name}`),
  });
  return name;
}

/** Leaks through how events and messages travel. */
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
    const rule = addRule(mine, "tick", { scheduleExpression: "rate(1 hour)" });
    mine.add({
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "tick",
      id: "tick-1",
      inputs: { rule, arn: target },
    });
    return { names: ["arn", target] };
  },
  "a rule takes everyone's events": ({ mine, random }) => {
    const eventPattern = JSON.stringify({ source: [random.pick(["aws.s3", "aws.secretsmanager", "aws.lambda"])] });
    const rule = addRule(mine, "watch", { eventPattern });
    return { names: [arn("events", `rule/${rule}`)] };
  },
  "a rule waits for events of the other stage's bucket": ({ mine, theirs }) => {
    const bucket = nameOf(theirs.pick("Bucket"));
    const eventPattern = JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [bucket] } } });
    addRule(mine, "peek", { eventPattern });
    return { names: ["eventPattern", bucket] };
  },
  "a pipe into the other stage": ({ mine, theirs }) => {
    const target = arnOf(theirs.pick("Queue"));
    const name = `atlas-codex-pipe-${mine.stage}`;
    const inputs = { source: arnOf(mine.pick("Queue")), target, roleArn: arnOf(mine.pick("Role")) };
    addNamed(mine, { type: "aws:pipes/pipe:Pipe", what: "pipe", name, inputs, arn: arn("pipes", `pipe/${name}`) });
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
};
