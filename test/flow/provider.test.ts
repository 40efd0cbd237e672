import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect } from "../../local/provider/aws.ts";
import { catalogue, typeOf } from "../../local/provider/catalogue.ts";
import { type ProviderClient, startProviderClient } from "../contract/provider-client.ts";
import { dataRows } from "../contract/provider-rows-data.ts";
import { guardRows } from "../contract/provider-rows-guard.ts";
import { keyRows } from "../contract/provider-rows-keys.ts";
import { lambdaRows } from "../contract/provider-rows-lambda.ts";
import { machineRows } from "../contract/provider-rows-machine.ts";
import { restRows } from "../contract/provider-rows-rest.ts";
import { storageRows } from "../contract/provider-rows-storage.ts";
import { watchRows } from "../contract/provider-rows-watch.ts";
import { webRows } from "../contract/provider-rows-web.ts";
import { provesType, type TypeRow } from "../contract/provider-type.ts";

const rows: readonly TypeRow[] = [
  ...dataRows,
  ...storageRows,
  ...keyRows,
  ...guardRows,
  ...lambdaRows,
  ...machineRows,
  ...restRows,
  ...webRows,
  ...watchRows,
];
const endpoint = inject("emulatorEndpoint");
const aws = connect(
  {
    endpoint,
    region: "us-west-2",
    accessKeyId: "test",
    secretAccessKey: "test",
    sessionToken: undefined,
    defaultTags: {},
    allowedAccountIds: [],
  },
  "us-west-2",
);

function title({ token, kind }: TypeRow): string {
  const repeated = typeOf(token)?.notReadBack ?? [];
  const name = kind === undefined ? token : `${token} ${kind}`;
  return repeated.length === 0 ? name : `${name}, whose ${repeated.join(", ")} is not read back`;
}

describe("a resource type behaves as with the official provider", () => {
  let provider: ProviderClient;
  beforeAll(async () => {
    provider = await startProviderClient(endpoint);
  });
  afterAll(() => provider.close());

  it("for every type that is served", () => {
    expect([...new Set(rows.map(({ token }) => token))].toSorted()).toEqual(
      catalogue.map(({ token }) => token).toSorted(),
    );
  });

  it.concurrent.each(rows.map((row) => [title(row), row] as const))("%s", async (_title, row) => {
    await provesType({ provider, aws, row });
  });
});
