import { apigateway } from "./actions/apigateway.ts";
import { budgets } from "./actions/budgets.ts";
import { cloudwatch } from "./actions/cloudwatch.ts";
import { dynamodb } from "./actions/dynamodb.ts";
import { events } from "./actions/events.ts";
import { executeApi } from "./actions/execute-api.ts";
import { iam } from "./actions/iam.ts";
import { kms } from "./actions/kms.ts";
import { lambda } from "./actions/lambda.ts";
import { logs } from "./actions/logs.ts";
import { s3 } from "./actions/s3.ts";
import { scheduler } from "./actions/scheduler.ts";
import { secretsmanager } from "./actions/secretsmanager.ts";
import { sns } from "./actions/sns.ts";
import { sqs } from "./actions/sqs.ts";
import { ssm } from "./actions/ssm.ts";
import { states } from "./actions/states.ts";
import { sts } from "./actions/sts.ts";
import type { AccessLevel, ServiceActions } from "./service-actions.ts";

const SERVICES: Readonly<Record<string, ServiceActions>> = {
  apigateway,
  budgets,
  cloudwatch,
  dynamodb,
  events,
  "execute-api": executeApi,
  iam,
  kms,
  lambda,
  logs,
  s3,
  scheduler,
  secretsmanager,
  sns,
  sqs,
  ssm,
  states,
  sts,
};

/** Actions that act on the same things: names as AWS writes them, in lower case, and their access levels, side by side. */
export type ActionRows = {
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly levels: readonly (AccessLevel | undefined)[];
};

/** Actions a reader knows, which come before others that the same statement covers: they make the better witness. */
const TELLING: ReadonlySet<string> = new Set([
  ...["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query", "sqs:SendMessage", "sqs:ReceiveMessage", "sns:Publish"],
  ...["s3:PutObject", "s3:GetObject", "s3:ListBucket", "lambda:InvokeFunction", "lambda:UpdateFunctionCode"],
  ...["secretsmanager:GetSecretValue", "kms:Decrypt", "logs:PutLogEvents", "logs:GetLogEvents", "sts:AssumeRole"],
  ...["iam:PassRole", "ssm:GetParameter", "events:PutEvents", "states:StartExecution", "execute-api:Invoke"],
]);

function rowsOf(service: string, families: readonly string[]): ActionRows {
  const levels = new Map<string, AccessLevel>();
  for (const family of families) {
    for (const [level, names] of Object.entries(SERVICES[service]?.[family] ?? {})) {
      for (const name of names.trim().split(/\s+/)) levels.set(`${service}:${name}`, level as AccessLevel);
    }
  }
  const all = [...levels.keys()];
  const names = [...all.filter((name) => TELLING.has(name)), ...all.filter((name) => !TELLING.has(name))];
  return { names, keys: names.map((name) => name.toLowerCase()), levels: names.map((name) => levels.get(name)) };
}

/** Rows for these actions alone, of whatever service. */
export function actionRows(names: readonly string[]): ActionRows {
  return { names, keys: names.map((name) => name.toLowerCase()), levels: [] };
}

const made = new Map<string, ActionRows>();

function cached(service: string, families: readonly string[]): ActionRows {
  const key = `${service} ${families.join(" ")}`;
  const rows = made.get(key) ?? rowsOf(service, families);
  made.set(key, rows);
  return rows;
}

/** The actions of a service that act on one family of its resources; undefined for a service that is not in the table. */
export function actionsOn(service: string, family: string | undefined): ActionRows | undefined {
  const families = Object.hasOwn(SERVICES, service) ? Object.keys(SERVICES[service] ?? {}) : undefined;
  if (families === undefined) return undefined;
  const chosen =
    family !== undefined && families.includes(family) ? [family] : families.filter((name) => name !== "account");
  return cached(service, chosen);
}

/** The actions of a service that act on no single resource, so that policies name them with Resource "*". */
export function accountActions(service: string): ActionRows {
  return cached(service, ["account"]);
}

/** Every action of a service the table knows; undefined for a service that is not in the table. */
export function knownActions(service: string): ActionRows | undefined {
  const families = Object.hasOwn(SERVICES, service) ? Object.keys(SERVICES[service] ?? {}) : undefined;
  return families && cached(service, families);
}

/** The services the table knows. */
export const KNOWN_SERVICES: readonly string[] = Object.keys(SERVICES);
