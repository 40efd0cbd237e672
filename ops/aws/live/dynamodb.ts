import {
  DescribeKinesisStreamingDestinationCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { type AccountArgs, type LiveResource, live, tagRecord } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Tables of ours with their keys and streams, their resource policies, and where they stream to. */
export async function readDynamodb({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new DynamoDBClient(options);
  const names = await asking.all({
    permission: "dynamodb:ListTables",
    send: (ExclusiveStartTableName, abortSignal) =>
      client.send(new ListTablesCommand({ ExclusiveStartTableName }), { abortSignal }),
    items: ({ TableNames }) => TableNames,
    next: ({ LastEvaluatedTableName }) => LastEvaluatedTableName,
  });
  const found = await inFlight(
    names.filter((name) => ours({ name })),
    async (on) => {
      const TableName = on;
      const described = await asking.one({
        ...{ permission: "dynamodb:DescribeTable", on, none: ["ResourceNotFoundException"] },
        send: (abortSignal) => client.send(new DescribeTableCommand({ TableName }), { abortSignal }),
      });
      const table = described?.Table;
      if (table?.TableArn === undefined) return [];
      const { TableArn: arn, LatestStreamArn } = table;
      const tags = await asking.one({
        ...{ permission: "dynamodb:ListTagsOfResource", on },
        send: (abortSignal) => client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }), { abortSignal }),
      });
      const policies = await inFlight(
        [arn, ...(LatestStreamArn === undefined ? [] : [LatestStreamArn])],
        (ResourceArn) =>
          asking.one({
            ...{ permission: "dynamodb:GetResourcePolicy", on: ResourceArn },
            none: ["PolicyNotFoundException", "ResourceNotFoundException"],
            send: async (abortSignal) => ({
              ResourceArn,
              ...(await client.send(new GetResourcePolicyCommand({ ResourceArn }), { abortSignal })),
            }),
          }),
      );
      const streaming = await asking.one({
        ...{ permission: "dynamodb:DescribeKinesisStreamingDestination", on },
        send: (abortSignal) =>
          client.send(new DescribeKinesisStreamingDestinationCommand({ TableName }), { abortSignal }),
      });
      return [
        tableResource(table, tagRecord(tags?.Tags)),
        ...policies.flatMap((answer) =>
          answer?.Policy === undefined ? [] : [policyResource(answer.ResourceArn, answer.Policy)],
        ),
        ...(streaming?.KinesisDataStreamDestinations ?? []).map(({ StreamArn = "" }) =>
          live(
            "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination",
            { name: on, id: `${on},${StreamArn}` },
            { tableName: on, streamArn: StreamArn },
          ),
        ),
      ];
    },
  );
  client.destroy();
  return found.flat();
}

function tableResource(table: TableDescription, tags: Record<string, string>): LiveResource {
  const { TableName: name = "", TableArn: arn, LatestStreamArn, StreamSpecification, SSEDescription, Replicas } = table;
  return live(
    "aws:dynamodb/table:Table",
    { name, id: name, arn, tags },
    {
      ...{ arn, name, streamArn: LatestStreamArn ?? "", streamEnabled: StreamSpecification?.StreamEnabled === true },
      serverSideEncryption:
        SSEDescription?.KMSMasterKeyArn === undefined
          ? undefined
          : { enabled: true, kmsKeyArn: SSEDescription.KMSMasterKeyArn },
      replicas: (Replicas ?? []).map(({ RegionName, KMSMasterKeyId }) => ({
        regionName: RegionName,
        kmsKeyArn: KMSMasterKeyId,
      })),
    },
  );
}

function policyResource(resourceArn: string, policy: string): LiveResource {
  const identity = { name: resourceArn, id: `${resourceArn}/policy` };
  return live("aws:dynamodb/resourcePolicy:ResourcePolicy", identity, { resourceArn, policy });
}
