import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { wholeItems } from "../../../runtime/reliability/whole-items.ts";

const ITEM = '{"id":{"S":"a"},"__proto__":{"M":{"b":{"B":"AQI="},"__proto__":{"L":[{"B":"AQI="}]}}}}';
const ANSWERS = {
  __type: '"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"',
  Item: ITEM,
  Items: `[${ITEM}]`,
  Responses: `{"jobs":[${ITEM}]}`,
};
const asIs = (error: unknown) => error;

it("keeps the value of an attribute with the name of a prototype, wherever an item is read", async () => {
  const body = `{${Object.entries(ANSWERS).map(([name, text]) => `"${name}":${text}`)}}`;
  let status = 200;
  const server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = wholeItems(new DynamoDBClient({ endpoint, region: "us-west-2", credentials }));
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName: "jobs", Key: { id: { S: "a" } } }));
    const { Items } = await client.send(new ScanCommand({ TableName: "jobs" }));
    const wanted = { jobs: { Keys: [{ id: { S: "a" } }] } };
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
    status = 400;
    const refused = await client.send(new GetItemCommand({ TableName: "jobs", Key: { id: { S: "a" } } })).catch(asIs);
    const current = refused instanceof ConditionalCheckFailedException ? refused.Item : undefined;
    for (const item of [Item, Items?.[0], Responses?.jobs?.[0], current]) {
      expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
      const bytes = new Uint8Array([1, 2]);
      const [, value] = Object.entries(item ?? {}).find(([name]) => name === "__proto__") ?? [];
      expect(value?.M?.b?.B).toEqual(bytes);
      expect(Object.entries(value?.M ?? {}).find(([name]) => name === "__proto__")?.[1]?.L?.[0]?.B).toEqual(bytes);
    }
  } finally {
    client.destroy();
    server.close();
  }
});
