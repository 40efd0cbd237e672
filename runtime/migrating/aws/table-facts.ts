import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "../../domain/failure.ts";
import type { TableFacts } from "../ports.ts";
import { type Call, calling } from "./call-failure.ts";

export type Described = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly call: (what: string, action: string) => Call;
};

/** What must be known of a table before it is migrated; throws `internal` for one that cannot be written now. */
export async function describeTable({ client, table, call }: Described, signal: AbortSignal): Promise<TableFacts> {
  const TableName = table;
  const abort = { abortSignal: signal };
  const [described, backups] = await Promise.all([
    calling(
      call("looking at the table", "DescribeTable"),
      () => client.send(new DescribeTableCommand({ TableName }), abort),
      signal,
    ),
    calling(
      call("looking at the table's backups", "DescribeContinuousBackups"),
      () => client.send(new DescribeContinuousBackupsCommand({ TableName }), abort),
      signal,
    ),
  ]);
  const facts = described.Table ?? {};
  requireWritable(table, facts);
  const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  const provisioned = facts.BillingModeSummary?.BillingMode !== "PAY_PER_REQUEST";
  const units = facts.ProvisionedThroughput?.WriteCapacityUnits;
  return {
    name: table,
    approximateItems: facts.ItemCount ?? 0,
    approximateBytes: facts.TableSizeBytes ?? 0,
    pointInTimeRecovery: recovery?.PointInTimeRecoveryStatus === "ENABLED",
    ...(provisioned && units !== undefined ? { provisionedWriteUnits: units } : {}),
    keyAttributes: keyAttributes(facts),
  };
}

/** States in which a table takes writes. */
const WRITABLE = new Set<string>(["ACTIVE", "UPDATING"]);

function requireWritable(table: string, { TableStatus: status, KeySchema = [] }: TableDescription) {
  if (status === "INACCESSIBLE_ENCRYPTION_CREDENTIALS") {
    throw new Failure(
      "internal",
      `The key that encrypts the table ${table} cannot be used. Enable it, and wait until the table is ACTIVE again.`,
      { reason: "key" },
    );
  }
  if (status === undefined || !WRITABLE.has(status)) {
    throw new Failure(
      "unavailable",
      `The table ${table} is ${status ?? "in no known state"}. Wait until it is ACTIVE.`,
      {
        reason: "not-active",
      },
    );
  }
  if (KeySchema.length !== 1 || KeySchema[0]?.AttributeName !== "id") {
    throw new Failure("internal", `The key of the table ${table} is not id alone, so it is no table of jobs.`, {
      reason: "other-key",
    });
  }
}

function keyAttributes(facts: TableDescription): TableFacts["keyAttributes"] {
  const types = new Map(facts.AttributeDefinitions?.map((one) => [one.AttributeName, one.AttributeType]));
  const of = (schema: readonly KeySchemaElement[] = [], index?: string) =>
    schema.flatMap(({ AttributeName: name }) => {
      const type = types.get(name);
      if (name === undefined || type === undefined) return [];
      return [{ ...(index === undefined ? {} : { index }), name, type }];
    });
  const indexes = [...(facts.GlobalSecondaryIndexes ?? []), ...(facts.LocalSecondaryIndexes ?? [])];
  return [...of(facts.KeySchema), ...indexes.flatMap(({ KeySchema, IndexName }) => of(KeySchema, IndexName))];
}
