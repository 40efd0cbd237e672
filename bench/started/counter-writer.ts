import { randomInt } from "node:crypto";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { legacyJobId } from "../migration/legacy-jobs.ts";

const [table = "", jobs = "0"] = process.argv.slice(2);
const count = Number(jobs);
const client = new DynamoDBClient({ maxAttempts: 1 });
const acknowledged = new Array<number>(count).fill(0);
let stopped = false;

process.once("message", () => {
  stopped = true;
});
try {
  process.send?.("ready");
  while (!stopped) {
    const number = randomInt(count);
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: { S: legacyJobId(number) } },
        UpdateExpression: "ADD hits :one",
        ConditionExpression: "attribute_exists(id)",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      }),
    );
    acknowledged[number] = (acknowledged[number] ?? 0) + 1;
  }
  process.send?.(acknowledged);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.disconnect?.();
