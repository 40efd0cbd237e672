import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";

interface Ask {
  readonly ask: "environment" | "put" | "get" | "pid";
  readonly table?: string;
}

const dynamo = new DynamoDBClient({});

/** Runs inside the emulator for its tests: tells its environment, or what becomes of a call with its role's rights. */
export async function handler({ ask, table }: Ask): Promise<unknown> {
  if (ask === "environment") return process.env;
  if (ask === "pid") return process.pid;
  const id = { id: { S: "1" } };
  const command = { TableName: table, Item: id, Key: id };
  const call = ask === "put" ? dynamo.send(new PutItemCommand(command)) : dynamo.send(new GetItemCommand(command));
  return await call.then(
    () => "allowed",
    (error: Error) => error.name,
  );
}
