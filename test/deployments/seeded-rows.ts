import type { StageUp } from "../../local/bring-up.ts";
import type { Aws } from "../../local/provider/aws.ts";
import type { Edit } from "./throwaway-checkout.ts";

export type Seeded = {
  /** Beginning of the name of every line of the report that fails. */
  readonly stops: string;
  /** What one of the findings says. */
  readonly says: RegExp;
  /** The bad commit; a stage that is bad itself is deployed with a commit that is good. */
  readonly edits?: readonly Edit[];
  /** Makes the stage bad; what it returns mends it. */
  readonly make?: (aws: Aws, up: StageUp) => Promise<() => Promise<unknown>>;
  /** Whether traffic moves bit by bit; else all at once. */
  readonly canary?: boolean;
};

/** A new version of two functions that is as good as the old. */
export const HARMLESS: readonly Edit[] = ["api", "health"].map((name) => ({
  file: `runtime/handlers/${name}.ts`,
  append: 'export const RELEASE = "another";\n',
}));

const inHttpEntry = (find: string, put: string): readonly Edit[] => [
  { file: "runtime/lambda/http-entry.ts", find, put },
];
const SHORT = 'asked.event.httpMethod === "GET" && !asked.event.queryStringParameters?.deep';

/** The twelve bad deployments that have to be stopped, each by what it breaks. */
export const SEEDED: Readonly<Record<string, Seeded>> = {
  "a breaking schema": {
    stops: "gate: schemas",
    says: /job-record/,
    edits: [{ file: "runtime/domain/job.ts", find: "error: z.optional(z.string()),", put: "error: z.string()," }],
  },
  "a drifted migration": {
    stops: "gate: migrations",
    says: /0013-canonical/,
    edits: [
      { file: "runtime/migrations/0013-canonical/words.ts", find: "success succeeded finished", put: "finished" },
    ],
  },
  "a dead model": {
    stops: "gate: models",
    says: /gpt-4\.1/,
    edits: [
      {
        file: "runtime/domain/models.ts",
        find: 'shutdown: "2027-01-14", successor: "gpt-6-luna"',
        put: 'shutdown: "2025-01-14"',
      },
    ],
  },
  // The plan is made with the policy pack, and the plan comes before the gate, whose isolation would say the same.
  "a leak into the other stage": {
    stops: "deploy",
    says: /The policy pack refuses what preview would become: .*other-stage/,
    edits: [
      {
        file: "infra/index.ts",
        find: "JOBS_TABLE: tables.jobs.name,",
        put: 'JOBS_TABLE: "atlas-codex-jobs-production",',
      },
    ],
  },
  // The embedded AWS works an alarm out when it is written, and never again: before anything else has failed in its five minutes.
  "an alarm that is not wired": {
    stops: "verify: alarms",
    says: /does not tell the stage's topic/,
    edits: [{ file: "infra/components/alarms.ts", find: "alarmActions: [topic]", put: "alarmActions: []" }],
  },
  "a crash at import": {
    stops: "verify: ",
    says: /does not load/,
    edits: [{ file: "runtime/handlers/worker.ts", append: 'throw new Error("It does not even load.");\n' }],
  },
  "a wrong environment": {
    stops: "verify: ",
    says: /QUEUE_URL of the function api is not the stack's queueUrl/,
    edits: [{ file: "infra/index.ts", find: "QUEUE_URL: jobs.queue.url,", put: "QUEUE_URL: jobs.deadLetters.url," }],
  },
  "a missing permission": {
    stops: "verify: ",
    says: /The API answered 5\d\d to a sync job/,
    edits: [
      {
        file: "infra/grants.ts",
        find: '    { sid: "NoteSubmissions", actions: ["dynamodb:PutItem"], on: "submissions" },\n',
        put: "",
      },
    ],
  },
  "a secret that is gone": {
    stops: "verify: secrets",
    says: /is about to be deleted/,
    edits: HARMLESS,
    async make(aws, { outputs: { openaiKeySecretId: SecretId } }) {
      await aws.secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7 });
      return () => aws.secrets.restoreSecret({ SecretId });
    },
  },
  "poison in the queue": {
    stops: "settle",
    says: /The alarm atlas-codex-dlq-depth-preview rings/,
    edits: HARMLESS,
    async make(aws, { outputs: { queueUrl, deadLetterQueueUrl } }) {
      await aws.sqs.sendMessage({ QueueUrl: queueUrl, MessageBody: "no job" });
      // This one is told what AWS would find, which works alarms out all the time.
      const AlarmName = "atlas-codex-dlq-depth-preview";
      await aws.cloudwatch.setAlarmState({ AlarmName, StateValue: "ALARM", StateReason: "1 message is there" });
      return async () => {
        await aws.sqs.purgeQueue({ QueueUrl: deadLetterQueueUrl });
        await aws.cloudwatch.setAlarmState({ AlarmName, StateValue: "OK", StateReason: "None is there" });
      };
    },
  },
  "one error in twenty": {
    stops: "canary",
    says: /fail/,
    canary: true,
    edits: inHttpEntry(
      "answer = await exchange(asked, deadline.signal);",
      `if (${SHORT} && Math.random() < 0.05) throw new Error("One in twenty.");
      answer = await exchange(asked, deadline.signal);`,
    ),
  },
  "three times the latency": {
    stops: "canary",
    says: /slow/,
    canary: true,
    edits: inHttpEntry(
      "report(answer.status,",
      `await new Promise((resolve) => setTimeout(resolve, 2 * (performance.now() - started)));
    report(answer.status,`,
    ),
  },
};
