import type {
  CreateTableInput,
  GlobalSecondaryIndex,
  PointInTimeRecoveryDescription,
  TableDescription,
  TimeToLiveDescription,
} from "@aws-sdk/client-dynamodb";
import { block, type Fields, flag, type Inputs, list, number, output, type State, set, text } from "../property.ts";

const indexFields = {
  hashKey: text(),
  name: text({ use: "required" }),
  nonKeyAttributes: set(text()),
  projectionType: text({ use: "required" }),
  rangeKey: text(),
  readCapacity: number({ use: "computed" }),
  writeCapacity: number({ use: "computed" }),
} as const satisfies Fields;

const localIndexFields = {
  name: text({ use: "required" }),
  nonKeyAttributes: list(text()),
  projectionType: text({ use: "required" }),
  rangeKey: text({ use: "required" }),
} as const satisfies Fields;

/** What a DynamoDB table has. */
export const tableProperties = {
  arn: output,
  attributes: set(block({ name: text({ use: "required" }), type: text({ use: "required" }) }), {
    use: "computed",
    by: "name",
  }),
  billingMode: text({ default: "PROVISIONED", choices: ["PROVISIONED", "PAY_PER_REQUEST"] }),
  deletionProtectionEnabled: flag(),
  globalSecondaryIndexes: set(block(indexFields), { use: "computed", by: "name" }),
  hashKey: text({ use: "required", replaces: true }),
  localSecondaryIndexes: set(block(localIndexFields), { replaces: true, by: "name" }),
  name: text({ use: "named", replaces: true }),
  pointInTimeRecovery: block(
    { enabled: flag({ use: "required" }), recoveryPeriodInDays: number({ use: "computed" }) },
    { use: "computed" },
  ),
  rangeKey: text({ replaces: true }),
  readCapacity: number({ use: "computed" }),
  serverSideEncryption: block(
    { enabled: flag({ use: "required" }), kmsKeyArn: text({ use: "computed" }) },
    { use: "computed" },
  ),
  streamArn: output,
  streamEnabled: flag(),
  streamLabel: output,
  streamViewType: text({ use: "computed" }),
  tableClass: text({ implied: "STANDARD" }),
  ttl: block({ attributeName: text(), enabled: flag() }, { use: "computed" }),
  writeCapacity: number({ use: "computed" }),
} as const satisfies Fields;

export type TableInputs = Inputs<typeof tableProperties>;
type Index = NonNullable<NonNullable<TableInputs["globalSecondaryIndexes"]>[number]>;

/** A table's inputs as CreateTable takes them. */
export function tableDefinition(inputs: TableInputs): Omit<CreateTableInput, "TableName" | "Tags"> {
  const { attributes = [], globalSecondaryIndexes = [], localSecondaryIndexes = [], serverSideEncryption } = inputs;
  const provisioned = inputs.billingMode === "PROVISIONED";
  return {
    AttributeDefinitions: attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type as "S" })),
    KeySchema: keySchema(inputs.hashKey, inputs.rangeKey),
    BillingMode: inputs.billingMode as "PROVISIONED",
    DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
    TableClass: inputs.tableClass as "STANDARD" | undefined,
    ...(provisioned ? { ProvisionedThroughput: throughput(inputs) } : {}),
    ...(inputs.streamEnabled === true
      ? {
          StreamSpecification: {
            StreamEnabled: true,
            StreamViewType: inputs.streamViewType as "NEW_IMAGE" | undefined,
          },
        }
      : {}),
    ...(serverSideEncryption === undefined ? {} : { SSESpecification: encryptionOf(serverSideEncryption) }),
    ...(globalSecondaryIndexes.length === 0
      ? {}
      : { GlobalSecondaryIndexes: globalSecondaryIndexes.map((index) => indexDefinition(index, provisioned)) }),
    ...(localSecondaryIndexes.length === 0
      ? {}
      : {
          LocalSecondaryIndexes: localSecondaryIndexes.map((index) => ({
            IndexName: index.name,
            KeySchema: keySchema(inputs.hashKey, index.rangeKey),
            Projection: projection(index),
          })),
        }),
  };
}

/** A global index's inputs as DynamoDB takes them. */
export function indexDefinition(index: Index, provisioned: boolean): GlobalSecondaryIndex {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.hashKey, index.rangeKey),
    Projection: projection(index),
    ...(provisioned ? { ProvisionedThroughput: throughput(index) } : {}),
  };
}

/** A table's state from what DynamoDB tells about it. */
export function tableState(
  found: TableDescription,
  ttl: TimeToLiveDescription | undefined,
  recovery: PointInTimeRecoveryDescription | undefined,
): State<typeof tableProperties> {
  const { KeySchema = [], StreamSpecification, SSEDescription } = found;
  const key = (type: "HASH" | "RANGE", schema = KeySchema) =>
    schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const streaming = StreamSpecification?.StreamEnabled === true;
  return {
    arn: found.TableArn,
    attributes: found.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    billingMode: found.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    deletionProtectionEnabled: found.DeletionProtectionEnabled ?? false,
    globalSecondaryIndexes: (found.GlobalSecondaryIndexes ?? []).map((index) => ({
      ...indexState(index, key),
      readCapacity: index.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
      writeCapacity: index.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    })),
    hashKey: key("HASH"),
    localSecondaryIndexes: (found.LocalSecondaryIndexes ?? []).map(({ KeySchema: schema, ...index }) => {
      const { hashKey: _, ...local } = indexState({ ...index, KeySchema: schema }, key);
      return local;
    }),
    name: found.TableName,
    pointInTimeRecovery: {
      enabled: recovery?.PointInTimeRecoveryStatus === "ENABLED",
      recoveryPeriodInDays: recovery?.RecoveryPeriodInDays ?? 0,
    },
    rangeKey: key("RANGE"),
    readCapacity: found.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    serverSideEncryption: {
      enabled: SSEDescription?.Status === "ENABLED",
      kmsKeyArn: SSEDescription?.KMSMasterKeyArn ?? "",
    },
    streamArn: streaming ? (found.LatestStreamArn ?? "") : "",
    streamEnabled: streaming,
    streamLabel: streaming ? (found.LatestStreamLabel ?? "") : "",
    streamViewType: StreamSpecification?.StreamViewType ?? "",
    tableClass: found.TableClassSummary?.TableClass ?? "STANDARD",
    ttl: { attributeName: ttl?.AttributeName ?? "", enabled: /^ENABL/.test(ttl?.TimeToLiveStatus ?? "") },
    writeCapacity: found.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
  };
}

type Described = {
  IndexName?: string | undefined;
  KeySchema?: TableDescription["KeySchema"];
  Projection?: GlobalSecondaryIndex["Projection"];
};

function indexState(
  index: Described,
  key: (type: "HASH" | "RANGE", schema?: TableDescription["KeySchema"]) => string | undefined,
) {
  return {
    hashKey: key("HASH", index.KeySchema),
    name: index.IndexName,
    nonKeyAttributes: index.Projection?.NonKeyAttributes,
    projectionType: index.Projection?.ProjectionType,
    rangeKey: key("RANGE", index.KeySchema),
  };
}

function keySchema(hash: string | undefined, range: string | undefined): CreateTableInput["KeySchema"] {
  return [
    { AttributeName: hash, KeyType: "HASH" as const },
    ...(range === undefined || range === "" ? [] : [{ AttributeName: range, KeyType: "RANGE" as const }]),
  ];
}

function projection(index: { projectionType?: string | undefined; nonKeyAttributes?: readonly string[] | undefined }) {
  const { projectionType, nonKeyAttributes = [] } = index;
  return {
    ProjectionType: projectionType as "ALL",
    ...(nonKeyAttributes.length === 0 ? {} : { NonKeyAttributes: [...nonKeyAttributes] }),
  };
}

function throughput(of: { readCapacity?: number | undefined; writeCapacity?: number | undefined }) {
  return { ReadCapacityUnits: of.readCapacity || 1, WriteCapacityUnits: of.writeCapacity || 1 };
}

function encryptionOf({ enabled = false, kmsKeyArn = "" }: NonNullable<TableInputs["serverSideEncryption"]>) {
  return { Enabled: enabled, ...(kmsKeyArn === "" ? {} : { KMSMasterKeyId: kmsKeyArn, SSEType: "KMS" as const }) };
}
