import type { DynamoDB, TableDescription } from "@aws-sdk/client-dynamodb";
import { isGone } from "../gone.ts";
import { type Call, resourceType } from "../resource-type.ts";
import { eventually } from "../retry.ts";
import { indexChanges } from "./dynamodb-index-changes.ts";
import { type TableInputs, tableDefinition, tableProperties, tableState } from "./dynamodb-table-forms.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

/** A DynamoDB table; its id is its name. */
export const table = resourceType({
  token: "aws:dynamodb/table:Table",
  properties: tableProperties,
  autoname: { property: "name", maximum: 255 },
  tags: {
    put: ({ aws, state, tags }) => aws.dynamodb.tagResource({ ResourceArn: String(state.arn), Tags: tagList(tags) }),
    remove: ({ aws, state, keys }) => aws.dynamodb.untagResource({ ResourceArn: String(state.arn), TagKeys: keys }),
  },
  renewed: (changed) =>
    changed.has("streamEnabled") || changed.has("streamViewType") ? ["streamArn", "streamLabel"] : [],
  create: async (call) => {
    const { aws, inputs, tags } = call;
    await aws.dynamodb.createTable({ ...tableDefinition(inputs), TableName: inputs.name, Tags: tagList(tags) });
    await active(call, inputs.name);
    await besides(call, inputs.name, inputs, new Set(["ttl", "pointInTimeRecovery"]));
    return inputs.name;
  },
  read: async ({ aws, id }) => {
    const { Table } = await aws.dynamodb.describeTable({ TableName: id });
    if (Table === undefined || Table.TableStatus === "DELETING") return undefined;
    const [{ TimeToLiveDescription }, { ContinuousBackupsDescription }, { Tags }] = await Promise.all([
      aws.dynamodb.describeTimeToLive({ TableName: id }),
      aws.dynamodb.describeContinuousBackups({ TableName: id }),
      aws.dynamodb.listTagsOfResource({ ResourceArn: Table.TableArn }),
    ]);
    return {
      ...tableState(Table, TimeToLiveDescription, ContinuousBackupsDescription?.PointInTimeRecoveryDescription),
      tags: tagRecord(Tags),
    };
  },
  update: async (call) => {
    const { aws, id, inputs, changed } = call;
    for (const change of tableChanges(inputs, changed)) {
      await aws.dynamodb.updateTable({ TableName: id, ...change });
      await active(call, id);
    }
    const { Table = {} } = changed.has("globalSecondaryIndexes")
      ? await aws.dynamodb.describeTable({ TableName: id })
      : {};
    for (const change of changed.has("globalSecondaryIndexes") ? indexChanges(inputs, Table) : []) {
      await aws.dynamodb.updateTable({ TableName: id, ...change });
      await active(call, id);
    }
    await besides(call, id, inputs, changed);
  },
  delete: async ({ aws, id, signal }) => {
    await aws.dynamodb.deleteTable({ TableName: id });
    await eventually(() => absent(aws.dynamodb, id), { tries: 60, signal });
  },
});

type Change = Omit<Parameters<DynamoDB["updateTable"]>[0], "TableName">;

/** One request for each setting, since DynamoDB takes them one at a time. */
function tableChanges(inputs: TableInputs, changed: ReadonlySet<string>): readonly Change[] {
  const whole = tableDefinition(inputs);
  const has = (...names: (keyof TableInputs)[]): boolean => names.some((name) => changed.has(name));
  const streaming = has("streamEnabled", "streamViewType");
  return [
    ...(has("billingMode", "readCapacity", "writeCapacity")
      ? [{ BillingMode: whole.BillingMode, ProvisionedThroughput: whole.ProvisionedThroughput }]
      : []),
    ...(streaming && !has("streamEnabled") ? [{ StreamSpecification: { StreamEnabled: false } }] : []),
    ...(streaming ? [{ StreamSpecification: whole.StreamSpecification ?? { StreamEnabled: false } }] : []),
    ...(has("serverSideEncryption") ? [{ SSESpecification: whole.SSESpecification ?? { Enabled: false } }] : []),
    ...(has("tableClass") ? [{ TableClass: whole.TableClass ?? ("STANDARD" as const) }] : []),
    ...(has("deletionProtectionEnabled")
      ? [{ DeletionProtectionEnabled: inputs.deletionProtectionEnabled === true }]
      : []),
  ];
}

/** What DynamoDB keeps beside the table's definition. */
async function besides({ aws }: Call, name: string, inputs: TableInputs, changed: ReadonlySet<string>): Promise<void> {
  const { ttl, pointInTimeRecovery } = inputs;
  if (changed.has("ttl") && ttl !== undefined) {
    await aws.dynamodb.updateTimeToLive({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: ttl.attributeName, Enabled: ttl.enabled ?? false },
    });
  }
  if (changed.has("pointInTimeRecovery") && pointInTimeRecovery !== undefined) {
    await aws.dynamodb.updateContinuousBackups({
      TableName: name,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: pointInTimeRecovery.enabled,
        RecoveryPeriodInDays: pointInTimeRecovery.recoveryPeriodInDays,
      },
    });
  }
}

async function active({ aws, signal }: Call, name: string): Promise<void> {
  const ready = async (): Promise<true | undefined> => {
    const { Table = {} } = await aws.dynamodb.describeTable({ TableName: name });
    return isActive(Table) ? true : undefined;
  };
  if ((await eventually(ready, { tries: 120, signal })) === undefined) {
    throw new Error(`the table "${name}" is still being changed: try again later`);
  }
}

function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return (
    TableStatus === "ACTIVE" && GlobalSecondaryIndexes.every(({ IndexStatus = "ACTIVE" }) => IndexStatus === "ACTIVE")
  );
}

async function absent(dynamodb: DynamoDB, name: string): Promise<true | undefined> {
  try {
    await dynamodb.describeTable({ TableName: name });
    return undefined;
  } catch (error) {
    if (isGone(error)) return true;
    throw error;
  }
}
