import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, describe, expect, it } from "vitest";
import { socketRegistry } from "../../runtime/adapters/socket-registry.ts";
import { socketRegistryContract } from "../contract/socket-registry.ts";
import { emulatedTable } from "./emulated-tables.ts";

const signal = AbortSignal.timeout(120_000);

describe("the registry of sockets in DynamoDB", async () => {
  const table = await emulatedTable("id", {
    attributes: ["jobId"],
    GlobalSecondaryIndexes: [
      {
        IndexName: "job",
        KeySchema: [{ AttributeName: "jobId", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  afterAll(table.drop);
  const { client, name: connectionsTable } = table;

  socketRegistryContract(({ now }) => socketRegistry({ client, connectionsTable, now }));

  it("keeps no ticket that could be used by who reads the table", async () => {
    const { ticket } = await socketRegistry({ client, connectionsTable }).issueTicket(signal);
    const { Items } = await client.send(new ScanCommand({ TableName: connectionsTable }));
    expect(Items?.length).toBeGreaterThan(0);
    expect(JSON.stringify(Items)).not.toContain(ticket);
  });

  it("gives every item an end in epoch seconds", async () => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: connectionsTable }));
    for (const { expiresAt } of Items) expect(expiresAt?.N).toMatch(/^\d{10}$/);
  });
});
