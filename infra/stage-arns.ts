import type { FunctionName } from "../runtime/domain/environment.ts";
import type { Stage } from "../runtime/domain/stage.ts";
import { nameIn } from "./stage.ts";

export type StageSite = { readonly stage: Stage; readonly region: string; readonly account: string };

/** The log group of a function. */
export function functionLogGroup(stage: Stage, name: FunctionName): string {
  return `/aws/lambda/${nameIn(stage, name)}`;
}

/** Where the stage's two APIs log who called. */
export function apiLogGroups(stage: Stage): { readonly rest: string; readonly socket: string } {
  return { rest: `/aws/apigateway/atlas-codex-${stage}`, socket: `/aws/apigateway/${nameIn(stage, "websocket")}` };
}

/** ARNs, without `:*`, of every log group of the stage: what its key may be asked to encrypt before they exist. */
export function logGroupArns({
  stage,
  region,
  account,
  functions,
}: StageSite & { functions: readonly FunctionName[] }): readonly string[] {
  const { rest, socket } = apiLogGroups(stage);
  const names = [...functions.map((name) => functionLogGroup(stage, name)), rest, socket];
  return names.map((name) => `arn:aws:logs:${region}:${account}:log-group:${name}`);
}

/** What the ARNs of the stage's alarms look like. */
export function alarmArns({ stage, region, account }: StageSite): string {
  return `arn:aws:cloudwatch:${region}:${account}:alarm:${nameIn(stage, "*")}`;
}

/** ARN of one of the stage's state machines. */
export function stateMachineArn({ stage, region, account }: StageSite, what: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${nameIn(stage, what)}`;
}

/** The name of the stage's budget. */
export function budgetName(stage: Stage): string {
  return `atlas-codex-${stage}`;
}

/** The ARN of the stage's budget. */
export function budgetArn({ stage, account }: Omit<StageSite, "region">): string {
  return `arn:aws:budgets::${account}:budget/${budgetName(stage)}`;
}
