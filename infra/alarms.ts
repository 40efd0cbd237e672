import type { FunctionName } from "../runtime/domain/environment.ts";
import type { Stage } from "../runtime/domain/stage.ts";
import { nameIn } from "./stage.ts";

/** One alarm: when the statistic of a metric, over one period after the other, is above the threshold. */
export type AlarmRow = {
  /** Between `atlas-codex-` and the stage. */
  readonly what: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Sum" | "Maximum";
  readonly above: number;
  readonly periodSeconds: number;
  readonly periods: number;
};

export type Watched = {
  readonly stage: Stage;
  readonly functions: readonly FunctionName[];
  readonly queue: string;
  readonly deadLetters: string;
  /** Names of the tables. */
  readonly tables: readonly string[];
  readonly restApi: string;
};

const MINUTE = 60;
const often = { statistic: "Sum", above: 0, periodSeconds: 5 * MINUTE, periods: 1 } as const;

/** Every alarm of a stage. Names that are known before a deployment, so that the engine can tell what it will change. */
export function alarmRows(watched: Watched): readonly AlarmRow[] {
  const { stage, queue, deadLetters, tables, restApi } = watched;
  const functions = watched.functions.flatMap((name): AlarmRow[] => {
    const of = { ...often, namespace: "AWS/Lambda", dimensions: { FunctionName: nameIn(stage, name) } };
    return [
      { ...of, what: `${name}-errors`, metric: "Errors", description: `${name} ended with an error.` },
      { ...of, what: `${name}-throttles`, metric: "Throttles", description: `${name} was called more than it may be.` },
    ];
  });
  const stored = tables.flatMap((table): AlarmRow[] => {
    const of = { ...often, namespace: "AWS/DynamoDB", dimensions: { TableName: nameIn(stage, table) } };
    const description = `DynamoDB refused requests to ${table} because there were too many.`;
    return [
      { ...of, what: `${table}-read-throttles`, metric: "ReadThrottleEvents", description },
      { ...of, what: `${table}-write-throttles`, metric: "WriteThrottleEvents", description },
    ];
  });
  const waiting = { namespace: "AWS/SQS", statistic: "Maximum", periodSeconds: MINUTE } as const;
  return [
    ...functions,
    ...stored,
    {
      ...waiting,
      what: "dlq-depth",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLetters },
      description: "Jobs that three workers could not process wait for a person.",
      above: 0,
      periods: 1,
    },
    {
      ...waiting,
      what: "queue-age",
      metric: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: queue },
      description: "A job has waited for a worker for more than five minutes.",
      above: 5 * MINUTE,
      periods: 3,
    },
    {
      ...often,
      what: "api-5xx",
      namespace: "AWS/ApiGateway",
      metric: "5XXError",
      dimensions: { ApiName: restApi, Stage: stage },
      description: "The API answered that it failed.",
    },
  ];
}
