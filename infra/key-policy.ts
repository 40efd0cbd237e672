import { FUNCTION_NAMES } from "../runtime/domain/environment.ts";
import { KEY_SERVICES, KEY_USE, type KeyAction } from "./key-use.ts";
import { document, KEY_SID, type PolicyDocument, type Statement, through } from "./policy.ts";
import { fromSource, type RoleArns } from "./resource-policy.ts";

export type KeySubject = {
  readonly account: string;
  readonly region: string;
  readonly roles: RoleArns;
  /** ARNs of the stage's log groups, without `:*`. */
  readonly logGroups: readonly string[];
  /** What the ARNs of the stage's alarms look like. */
  readonly alarms: string;
  /** ARN of the stage's budget. */
  readonly budget: string;
};

/** What the account's administrators may do with the key itself; none of it reads or writes data. */
const ADMINISTRATION = [
  "CancelKeyDeletion",
  "CreateAlias",
  "DeleteAlias",
  "DescribeKey",
  "DisableKey",
  "DisableKeyRotation",
  "EnableKey",
  "EnableKeyRotation",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "ListGrants",
  "ListKeyPolicies",
  "ListResourceTags",
  "PutKeyPolicy",
  "RevokeGrant",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
].map((action) => `kms:${action}`);

/** What encrypting and decrypting anything takes. */
const USE = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** What publishing to an encrypted topic takes. */
const PUBLISHING = ["kms:Decrypt", "kms:GenerateDataKey"];

/**
 * Who may use the stage's key. The account's root stands for whoever its administrators let administer: without it nobody
 * could ever change this policy again. Its people reach data through the services only; functions have lines of their own.
 */
export function keyPolicy({ account, region, roles, logGroups, alarms, budget }: KeySubject): PolicyDocument {
  const root = { AWS: `arn:aws:iam::${account}:root` };
  const allow = (Sid: string, rest: Omit<Statement, "Sid" | "Effect" | "Resource">): Statement => ({
    Sid,
    Effect: "Allow",
    ...rest,
    Resource: "*",
  });
  const services = KEY_SERVICES.map((service) => `${service}.${region}.amazonaws.com`);
  return document([
    allow("AccountAdministers", { Principal: root, Action: ADMINISTRATION }),
    allow("AccountOperatesThroughServices", {
      Principal: root,
      Action: USE,
      Condition: { StringEquals: { "kms:CallerAccount": account, "kms:ViaService": services } },
    }),
    allow("TablesGrantThemselves", {
      Principal: root,
      Action: "kms:CreateGrant",
      Condition: { ...through("dynamodb", region), Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    ...functionStatements(roles, region),
    allow("LogsEncrypt", {
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: [...USE, "kms:DescribeKey"],
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroups } },
    }),
    allow("AlarmsPublish", {
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: PUBLISHING,
      Condition: fromSource(alarms, account),
    }),
    allow("BudgetPublishes", {
      Principal: { Service: "budgets.amazonaws.com" },
      Action: PUBLISHING,
      Condition: fromSource(budget, account),
    }),
  ]);
}

/** One statement for each service and action, naming the roles that need it. */
function functionStatements(roles: RoleArns, region: string): Statement[] {
  const actions: readonly KeyAction[] = ["kms:Decrypt", "kms:GenerateDataKey"];
  return KEY_SERVICES.flatMap((service) =>
    actions.flatMap((action): Statement[] => {
      const users = FUNCTION_NAMES.flatMap((name) =>
        KEY_USE[name][service]?.includes(action) === true ? (roles[name] ?? []) : [],
      );
      if (users.length === 0) return [];
      return [
        {
          Sid: `${action.slice("kms:".length)}For${KEY_SID[service]}`,
          Effect: "Allow",
          Principal: { AWS: users },
          Action: action,
          Resource: "*",
          Condition: through(service, region),
        },
      ];
    }),
  );
}
