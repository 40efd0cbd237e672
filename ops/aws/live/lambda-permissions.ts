import * as z from "zod";
import { type LiveResource, live } from "./account.ts";

const One = z.union([z.string(), z.array(z.string()).length(1)]).transform((value) => String([value].flat()[0]));

const ConditionValue = z.record(z.string(), One);

/** The shape in which Lambda writes what AddPermission was given. */
const Permission = z.strictObject({
  Sid: z.string(),
  Effect: z.literal("Allow"),
  Principal: z.union([z.literal("*"), z.strictObject({ Service: One }), z.strictObject({ AWS: One })]),
  Action: One,
  Resource: One,
  Condition: z.record(z.string(), ConditionValue).optional(),
});

/** Condition key, in lower case → the argument of AddPermission that makes it. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  "aws:sourcearn": "sourceArn",
  "aws:sourceaccount": "sourceAccount",
  "aws:principalorgid": "principalOrgId",
  "lambda:eventsourcetoken": "eventSourceToken",
  "lambda:functionurlauthtype": "functionUrlAuthType",
  "lambda:invokedviafunctionurl": "invokedViaFunctionUrl",
};

export type PermissionsArgs = { name: string; policy: string | undefined };

/** A function's policy as the permissions it was made of, each for the alias or version that it names; `odd` says why a policy is not one that Lambda writes. */
export function permissionsIn({ name, policy }: PermissionsArgs): {
  permissions: LiveResource[];
  odd?: string;
} {
  if (policy === undefined) return { permissions: [] };
  const document = z.object({ Statement: z.array(z.unknown()) }).safeParse(parsed(policy));
  if (!document.success) return { permissions: [], odd: "the function's policy is not a policy document" };
  const permissions: LiveResource[] = [];
  const odd: string[] = [];
  for (const [at, each] of document.data.Statement.entries()) {
    const statement = Permission.safeParse(each);
    const conditions = statement.success ? argumentsIn(statement.data.Condition ?? {}) : undefined;
    if (!statement.success || conditions === undefined) {
      odd.push(`statement ${at} of the function's policy has a shape that AddPermission does not make`);
      continue;
    }
    const { Sid, Principal, Action, Resource } = statement.data;
    const qualifier = /:function:[^:]+:(.+)$/.exec(Resource)?.[1];
    const principal = Principal === "*" ? "*" : "Service" in Principal ? Principal.Service : Principal.AWS;
    permissions.push(
      live(
        "aws:lambda/permission:Permission",
        { name: Sid, id: qualifier === undefined ? `${name}/${Sid}` : `${name}:${qualifier}/${Sid}` },
        { function: name, qualifier, statementId: Sid, action: Action, principal, ...conditions },
      ),
    );
  }
  return { permissions, ...(odd[0] === undefined ? {} : { odd: odd.join("; ") }) };
}

function argumentsIn(condition: Record<string, Record<string, string>>): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.values(condition).flatMap((keys) => Object.entries(keys))) {
    const name = ARGUMENTS[key.toLowerCase()];
    if (name === undefined) return undefined;
    found[name] = value;
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
