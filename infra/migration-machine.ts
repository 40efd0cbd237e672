import { MIGRATION_WORKERS_AT_ONCE } from "../runtime/domain/migration-workers.ts";
import { document, type PolicyDocument, type Statement } from "./policy.ts";
import { fromSource } from "./resource-policy.ts";

/** Seconds after which a call that nobody heard of again counts as failed: a little more than the function has. */
const CALL_SECONDS = 960;

/** What the function answers: whether it is done, after how many seconds to call again, and a sentence when it refuses. */
const ANSWER = ["done", "waitSeconds", "refused"] as const;

/** What is worth another call: a process that died, a function that was called too often, a service that was away. */
const AGAIN = {
  ErrorEquals: ["States.ALL"],
  IntervalSeconds: 2,
  BackoffRate: 2,
  // The lease of the run lasts 20 seconds without its workers.
  MaxDelaySeconds: 15,
  MaxAttempts: 12,
  JitterStrategy: "FULL",
};

type Calls = {
  /** What the names of the states begin with: they are unique in the whole machine. */
  readonly name: string;
  readonly worker: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** States that call the function, again after the seconds it asks for, until it is done or refuses. */
function calls({ name, worker, payload }: Calls): { StartAt: string; States: Readonly<Record<string, object>> } {
  const [judge, rest, done, refused] = [`${name}Judged`, `${name}Rests`, `${name}Done`, `${name}Refused`];
  return {
    StartAt: name,
    States: {
      [name]: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: worker, Payload: payload },
        ResultSelector: Object.fromEntries(ANSWER.map((field) => [`${field}.$`, `$.Payload.${field}`])),
        ResultPath: "$.turn",
        TimeoutSeconds: CALL_SECONDS,
        Retry: [AGAIN],
        Next: judge,
      },
      [judge]: {
        Type: "Choice",
        Choices: [
          { Variable: "$.turn.refused", IsString: true, Next: refused },
          { Variable: "$.turn.done", BooleanEquals: true, Next: done },
        ],
        Default: rest,
      },
      [rest]: { Type: "Wait", SecondsPath: "$.turn.waitSeconds", Next: name },
      [refused]: { Type: "Fail", Error: "Refused", CausePath: "$.turn.refused" },
      // What children tell is gathered, and a state may hand on 256 KB at most.
      [done]: { Type: "Succeed", OutputPath: null },
    },
  };
}

/**
 * The state machine: each number of the input's `segments` is worked on by the function, call after call until it is done.
 * A segment that fails keeps no other from its end; the last call ends the run, or fails where a segment is not done. The
 * list comes with the input: 256 KB hold forty thousand numbers, and nothing has to be read from the bucket.
 */
export function migrationMachine(worker: string): object {
  const end = calls({ name: "End", worker, payload: { "run.$": "$.run", end: true } });
  return {
    Comment: "Migrates the segments of a run; the run's ledger says how far it is.",
    StartAt: "Segments",
    States: {
      Segments: {
        Type: "Map",
        Label: "segments",
        ItemsPath: "$.segments",
        ItemSelector: { "run.$": "$.run", "segment.$": "$$.Map.Item.Value" },
        MaxConcurrency: MIGRATION_WORKERS_AT_ONCE,
        ToleratedFailurePercentage: 100,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          ...calls({ name: "Work", worker, payload: { "run.$": "$.run", "segment.$": "$.segment" } }),
        },
        ResultPath: null,
        Next: end.StartAt,
      },
      ...end.States,
    },
  };
}

/** What the state machine may do: call its function, and start and follow the children of its map. */
export function machinePolicy({ machine, worker }: { machine: string; worker: string }): PolicyDocument {
  const allow = (Sid: string, Action: string | readonly string[], Resource: string): Statement => ({
    ...{ Sid, Effect: "Allow" },
    ...{ Action, Resource },
  });
  const children = `${machine.replace(":stateMachine:", ":execution:")}:*`;
  return document([
    allow("CallWorker", "lambda:InvokeFunction", worker),
    allow("StartChildren", "states:StartExecution", machine),
    allow("FollowChildren", ["states:DescribeExecution", "states:StopExecution"], children),
  ]);
}

/** Who may take on the state machine's role: Step Functions, for this one machine. */
export function machineTrust({ machine, account }: { machine: string; account: string }): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ThisMachineOnly",
        Effect: "Allow",
        Principal: { Service: "states.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: fromSource(machine, account),
      },
    ],
  };
}
