import type { GlobalSecondaryIndexDescription } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { indexChanges } from "../../../../local/provider/types/dynamodb-index-changes.ts";
import type { TableInputs } from "../../../../local/provider/types/dynamodb-table-forms.ts";

type Index = NonNullable<TableInputs["globalSecondaryIndexes"]>[number];

function wanting(globalSecondaryIndexes: readonly Index[], billingMode = "PAY_PER_REQUEST"): TableInputs {
  return { name: "t", hashKey: "id", attributes: [], billingMode, globalSecondaryIndexes } as unknown as TableInputs;
}

function present(IndexName: string, key = "k"): GlobalSecondaryIndexDescription {
  return {
    IndexName,
    KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
    Projection: { ProjectionType: "ALL" },
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  };
}

function acts(inputs: TableInputs, found: GlobalSecondaryIndexDescription[]): readonly string[] {
  return indexChanges(inputs, { GlobalSecondaryIndexes: found }).flatMap(({ GlobalSecondaryIndexUpdates = [] }) =>
    GlobalSecondaryIndexUpdates.flatMap((update) =>
      Object.entries(update).map(([act, index]) => `${act} ${index.IndexName}`),
    ),
  );
}

const index = (name: string, more: Partial<Index> = {}): Index => ({
  name,
  hashKey: "k",
  projectionType: "ALL",
  ...more,
});

describe("changing a table's global indexes", () => {
  it.each([
    { what: "nothing when all is as wanted", wanted: [index("a")], found: [present("a")], expected: [] },
    { what: "what is missing", wanted: [index("a"), index("b")], found: [present("a")], expected: ["Create b"] },
    { what: "what is too much", wanted: [], found: [present("a")], expected: ["Delete a"] },
    {
      what: "other keys by making the index anew",
      wanted: [index("a", { hashKey: "l" })],
      found: [present("a")],
      expected: ["Delete a", "Create a"],
    },
  ])("does $what", ({ wanted, found, expected }) => {
    expect(acts(wanting(wanted), found)).toEqual(expected);
  });

  it("resizes an index of a provisioned table", () => {
    const wanted = wanting([index("a", { readCapacity: 5 })], "PROVISIONED");
    expect(acts(wanted, [present("a")])).toEqual(["Update a"]);
  });
});
