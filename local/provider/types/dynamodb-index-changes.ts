import type { GlobalSecondaryIndexDescription, TableDescription, UpdateTableInput } from "@aws-sdk/client-dynamodb";
import { canonicalJson } from "../compare.ts";
import type { Value } from "../value.ts";
import { indexDefinition, type TableInputs, tableDefinition } from "./dynamodb-table-forms.ts";

type Change = Omit<UpdateTableInput, "TableName">;

/**
 * The requests that bring a table's global indexes to the inputs: one index a request, as DynamoDB wants it. An index
 * whose keys or projection differ is removed and made anew; one whose throughput differs is updated.
 */
export function indexChanges(inputs: TableInputs, found: TableDescription): readonly Change[] {
  const provisioned = inputs.billingMode === "PROVISIONED";
  const { AttributeDefinitions } = tableDefinition(inputs);
  const wanted = (inputs.globalSecondaryIndexes ?? []).map((index) => indexDefinition(index, provisioned));
  const present = found.GlobalSecondaryIndexes ?? [];
  const twin = ({ IndexName }: { IndexName?: string | undefined }) =>
    present.find((index) => index.IndexName === IndexName);
  const stale = present.filter((index) => {
    const match = wanted.find(({ IndexName }) => IndexName === index.IndexName);
    return match === undefined || shape(match) !== shape(index);
  });
  const missing = wanted.filter((index) => {
    const match = twin(index);
    return match === undefined || stale.includes(match);
  });
  const resized = wanted.filter((index) => {
    const match = twin(index);
    return provisioned && match !== undefined && !missing.includes(index) && size(match) !== size(index);
  });
  return [
    ...stale.map(({ IndexName }): Change => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] })),
    ...missing.map(
      (index): Change => ({
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    ),
    ...resized.map(
      ({ IndexName, ProvisionedThroughput }): Change => ({
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ProvisionedThroughput } }],
      }),
    ),
  ];
}

function shape({
  KeySchema = [],
  Projection = {},
}: Pick<GlobalSecondaryIndexDescription, "KeySchema" | "Projection">): string {
  const nonKey = (Projection.NonKeyAttributes ?? []).toSorted();
  return canonicalJson([KeySchema, Projection.ProjectionType ?? "", nonKey] as unknown as Value);
}

function size({ ProvisionedThroughput }: Pick<GlobalSecondaryIndexDescription, "ProvisionedThroughput">): string {
  return `${ProvisionedThroughput?.ReadCapacityUnits}/${ProvisionedThroughput?.WriteCapacityUnits}`;
}
