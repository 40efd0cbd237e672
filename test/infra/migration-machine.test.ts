import { expect, test } from "vitest";
import { functionsOf } from "../../infra/functions.ts";
import { machinePolicy, machineTrust, migrationMachine } from "../../infra/migration-machine.ts";
import { FUNCTION_NAMES } from "../../runtime/domain/environment.ts";
import { ACCOUNT, REGION } from "./sample-stage.ts";

const MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:atlas-codex-migration-workers-preview`;
const WORKER = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:atlas-codex-migrate-segment-preview`;

type State = { Type: string; Next?: string; Default?: string; Choices?: { Next: string }[]; ItemProcessor?: Machine };
type Machine = { StartAt: string; States: Record<string, State> };

/** Every machine, the one inside the map too. */
function machines(machine: Machine): Machine[] {
  const inner = Object.values(machine.States).flatMap(({ ItemProcessor }) => ItemProcessor ?? []);
  return [machine, ...inner.flatMap(machines)];
}

const all = machines(migrationMachine(WORKER) as Machine);

test("every state of the machine is reached and leads on, or ends it", () => {
  for (const { StartAt, States } of all) {
    const followers = Object.values(States).flatMap(({ Next, Default, Choices = [] }) =>
      [Next, Default, ...Choices.map((choice) => choice.Next)].filter((name) => name !== undefined),
    );
    expect(new Set([StartAt, ...followers])).toEqual(new Set(Object.keys(States)));
    const endless = Object.values(States).filter(
      ({ Type, Next }) => Next === undefined && !Type.match(/Choice|Succeed|Fail/),
    );
    expect(endless).toEqual([]);
  }
});

test("no two states have one name, which Step Functions refuses", () => {
  const names = all.flatMap(({ States }) => Object.keys(States));
  expect(new Set(names).size).toBe(names.length);
});

test("the machine may call its function, and nothing of anybody else", () => {
  const { Statement } = machinePolicy({ machine: MACHINE, worker: WORKER });
  expect(Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ["lambda:InvokeFunction", WORKER],
    ["states:StartExecution", MACHINE],
    [
      ["states:DescribeExecution", "states:StopExecution"],
      `arn:aws:states:${REGION}:${ACCOUNT}:execution:atlas-codex-migration-workers-preview:*`,
    ],
  ]);
});

test("its role trusts Step Functions, for this machine only", () => {
  expect(machineTrust({ machine: MACHINE, account: ACCOUNT })).toMatchObject({
    Statement: [
      {
        Principal: { Service: "states.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": MACHINE }, StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
    ],
  });
});

test("a stage has the function of migrations only where its configuration asks for it", () => {
  expect(functionsOf({ migrationWorkers: "step-functions" })).toEqual(FUNCTION_NAMES);
  const others = FUNCTION_NAMES.filter((name) => name !== "migrate-segment");
  expect(functionsOf({ migrationWorkers: undefined })).toEqual(others);
});
