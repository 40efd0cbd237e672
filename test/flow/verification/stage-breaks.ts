import type { VerifiedStage } from "./verified-stage.ts";

type StageBreak = {
  /** Breaks the stage; what comes back mends it. */
  readonly make: (stage: VerifiedStage) => Promise<() => Promise<unknown>>;
  /** Step → the codes of what it finds. */
  readonly failed: Readonly<Record<string, readonly string[]>>;
  readonly skipped: readonly string[];
};

/** What may be wrong with a stage → what its verification says of it. */
export const STAGE_BREAKS: Readonly<Record<string, StageBreak>> = {
  "an event source that is switched off": {
    async make({ aws }) {
      const FunctionName = "atlas-codex-worker-preview";
      const { EventSourceMappings: [mapping] = [] } = await aws.lambda.listEventSourceMappings({ FunctionName });
      await aws.lambda.updateEventSourceMapping({ UUID: mapping?.UUID, Enabled: false });
      return () => aws.lambda.updateEventSourceMapping({ UUID: mapping?.UUID, Enabled: true });
    },
    failed: { "event sources": ["event-source"] },
    skipped: ["smoke async", "smoke ai-process", "socket", "poisoned message in", "poisoned message out"],
  },
  "a function with another version and another setting": {
    async make({ aws, published }) {
      const FunctionVersion = await published("notify", { VERSION_ID: "another", MONTHLY_BUDGET: "9999", SPARE: "1" });
      const alias = { FunctionName: "atlas-codex-notify-preview", Name: "live" };
      await aws.lambda.updateAlias({ ...alias, FunctionVersion });
      return () => aws.lambda.updateAlias({ ...alias, FunctionVersion: "1" });
    },
    failed: { functions: ["version", "setting", "variable-unknown"], "functions answer": ["version"] },
    skipped: ["smoke sync", "smoke async", "smoke ai-process", "socket"],
  },
  "an alarm that tells nobody, and one that is gone": {
    async make({ aws }) {
      const AlarmNames = ["atlas-codex-dlq-depth-preview"];
      await aws.cloudwatch.disableAlarmActions({ AlarmNames });
      const AlarmName = "atlas-codex-api-5xx-preview";
      const { MetricAlarms: [gone] = [] } = await aws.cloudwatch.describeAlarms({ AlarmNames: [AlarmName] });
      await aws.cloudwatch.deleteAlarms({ AlarmNames: [AlarmName] });
      return async () => {
        await aws.cloudwatch.enableAlarmActions({ AlarmNames });
        await aws.cloudwatch.putMetricAlarm({ ...gone, AlarmName } as never);
      };
    },
    failed: { alarms: ["alarm-missing", "alarm-off"] },
    skipped: ["test notification"],
  },
  "a secret that is on its way out, and a queue without a way to its dead letters": {
    async make({ aws, preview }) {
      const SecretId = preview.outputs.openaiKeySecretId;
      const QueueUrl = preview.outputs.queueUrl;
      const { Attributes } = await aws.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["RedrivePolicy"] });
      await aws.secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7 });
      await aws.sqs.setQueueAttributes({ QueueUrl, Attributes: { RedrivePolicy: "" } });
      return async () => {
        await aws.secrets.restoreSecret({ SecretId });
        await aws.sqs.setQueueAttributes({ QueueUrl, Attributes });
      };
    },
    failed: { secrets: ["secret-leaving"], "poisoned message in": ["redrive"] },
    skipped: ["health", "smoke sync", "poisoned message out"],
  },
};
