import { text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { sameFunction } from "./lambda-names.ts";

interface Statement {
  readonly Sid?: string;
  readonly Action?: string;
  readonly Principal?: string | Readonly<Record<string, string>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What each condition key in a statement is called as a property. */
const conditions = {
  eventSourceToken: "lambda:EventSourceToken",
  functionUrlAuthType: "lambda:FunctionUrlAuthType",
  principalOrgId: "aws:PrincipalOrgID",
  sourceAccount: "AWS:SourceAccount",
  sourceArn: "AWS:SourceArn",
} as const;

const fixed = { replaces: true } as const;

/** Leave for a principal to invoke a function; its id is the statement's id. */
export const permission = resourceType({
  token: "aws:lambda/permission:Permission",
  properties: {
    action: text({ use: "required", ...fixed }),
    eventSourceToken: text(fixed),
    function: text({ use: "required", ...fixed, same: sameFunction }),
    functionUrlAuthType: text(fixed),
    principal: text({ use: "required", ...fixed }),
    principalOrgId: text(fixed),
    qualifier: text(fixed),
    sourceAccount: text(fixed),
    sourceArn: text(fixed),
    statementId: text({ use: "named", ...fixed }),
  },
  autoname: { property: "statementId", maximum: 100 },
  imported: {
    form: "FUNCTION_NAME/STATEMENT_ID",
    split: ([target = "", id = ""]) => {
      const [name = "", qualifier] = target.split(":");
      return { id, facts: { function: name, ...(qualifier === undefined ? {} : { qualifier }) } };
    },
  },
  create: async ({ aws, inputs }) => {
    await aws.lambda.addPermission({
      FunctionName: inputs.function,
      Qualifier: inputs.qualifier,
      StatementId: inputs.statementId,
      Action: inputs.action,
      Principal: inputs.principal,
      PrincipalOrgID: inputs.principalOrgId,
      SourceAccount: inputs.sourceAccount,
      SourceArn: inputs.sourceArn,
      EventSourceToken: inputs.eventSourceToken,
      FunctionUrlAuthType: inputs.functionUrlAuthType as "NONE" | undefined,
    });
    return inputs.statementId;
  },
  read: async ({ aws, id, state }) => {
    const { Policy = "{}" } = await aws.lambda.getPolicy({ FunctionName: state.function, Qualifier: state.qualifier });
    const { Statement = [] } = JSON.parse(Policy) as { Statement?: readonly Statement[] };
    const found = Statement.find(({ Sid }) => Sid === id);
    if (found === undefined) return undefined;
    return {
      action: found.Action,
      function: state.function,
      principal: principalOf(found),
      qualifier: state.qualifier,
      statementId: id,
      ...Object.fromEntries(Object.entries(conditions).map(([name, key]) => [name, conditionOf(found, key)])),
    };
  },
  delete: ({ aws, id, state }) =>
    aws.lambda.removePermission({ FunctionName: state.function, Qualifier: state.qualifier, StatementId: id }),
});

function principalOf({ Principal }: Statement): string | undefined {
  if (Principal === undefined || typeof Principal === "string") return Principal;
  const root = /^arn:aws:iam::(\d{12}):root$/.exec(Principal.AWS ?? "");
  return root?.[1] ?? Principal.Service ?? Principal.AWS;
}

/** A condition's value; the services write the same key with different capitals. */
function conditionOf({ Condition = {} }: Statement, key: string): string | undefined {
  const entries = Object.values(Condition).flatMap((operands) => Object.entries(operands));
  return entries.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
