import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateEventSourceMappingCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it, onTestFinished } from "vitest";
import { processRuns } from "../../local/cache/process-state.ts";
import type { Emulator } from "../../local/emulator/emulator.ts";
import { startProgram } from "../local/cache/staged-process.ts";
import { temporaryFolder } from "../local/cache/temporary-folder.ts";
import { createFunction, createTable, invoke, rootAt } from "../local/emulator/sample-resources.ts";
import { cacheDir, start } from "./started-emulator.ts";

async function tables({ endpoint }: Emulator): Promise<string[] | undefined> {
  return (await new DynamoDBClient(rootAt(endpoint)).send(new ListTablesCommand({}))).TableNames;
}

describe("the embedded AWS between runs", () => {
  it("keeps its state and its port over a clean stop", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const first = await start(stateDir);
    expect(first.recovered).toBe("fresh");
    const root = rootAt(first.endpoint);
    await createTable(root, "jobs");
    await new DynamoDBClient(root).send(
      new PutItemCommand({ TableName: "jobs", Item: { id: { S: "1" }, n: { N: "7" } } }),
    );
    await new S3Client(root).send(new CreateBucketCommand({ Bucket: "artifacts" }));
    await new S3Client(root).send(new PutObjectCommand({ Bucket: "artifacts", Key: "a/b.html", Body: "page" }));
    await createFunction(root, { name: "sample", allow: [] });
    await first.stop();
    expect(await first.exited).toBe(0);

    const second = await start(stateDir);
    expect(second).toMatchObject({ recovered: "restored", moved: false, unrestored: [], port: first.port });
    const key = { TableName: "jobs", Key: { id: { S: "1" } } };
    expect((await new DynamoDBClient(root).send(new GetItemCommand(key))).Item?.n).toEqual({ N: "7" });
    const page = await new S3Client(root).send(new GetObjectCommand({ Bucket: "artifacts", Key: "a/b.html" }));
    expect(await page.Body?.transformToString()).toBe("page");
    expect(await invoke(root, "sample", { ask: "pid" })).toBeTypeOf("number");
  });

  it("delivers the changes of a table to its function after a restart as before", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const first = await start(stateDir);
    const root = rootAt(first.endpoint);
    const stream = await createTable(root, "jobs");
    await createTable(root, "seen");
    await createFunction(root, {
      name: "notify",
      allow: [{ Action: "dynamodb:*", Resource: "*" }],
      source: copyToSeen,
    });
    await new LambdaClient(root).send(
      new CreateEventSourceMappingCommand({
        FunctionName: "notify",
        EventSourceArn: stream,
        StartingPosition: "LATEST",
      }),
    );
    const dynamo = new DynamoDBClient(root);
    const delivered = async (id: string): Promise<boolean> => {
      const seen = await dynamo.send(new GetItemCommand({ TableName: "seen", Key: { id: { S: id } } }));
      return seen.Item !== undefined;
    };
    for (const id of ["one", "two"])
      await dynamo.send(new PutItemCommand({ TableName: "jobs", Item: { id: { S: id } } }));
    await expect.poll(() => delivered("two"), { timeout: 10_000 }).toBe(true);
    await first.stop();

    await start(stateDir);
    await dynamo.send(new PutItemCommand({ TableName: "jobs", Item: { id: { S: "three" } } }));
    await expect.poll(() => delivered("three"), { timeout: 10_000 }).toBe(true);
  });

  it("starts empty and says so after the emulator was killed, whose functions end too", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const first = await start(stateDir);
    await createTable(rootAt(first.endpoint), "kept");
    await first.stop();
    const second = await start(stateDir);
    await createTable(rootAt(second.endpoint), "newer");
    await createFunction(rootAt(second.endpoint), { name: "sample", allow: [] });
    const worker = Number(await invoke(rootAt(second.endpoint), "sample", { ask: "pid" }));
    process.kill(second.pid, "SIGKILL");
    expect(await second.exited).toBeNull();
    await expect.poll(() => processRuns(worker), { timeout: 5000 }).toBe(false);

    const third = await start(stateDir);
    expect(third.recovered).toBe("lost");
    expect(await tables(third)).toEqual([]);
    await third.stop();
    expect((await start(stateDir)).recovered).toBe("restored");
  });

  it("writes its state and ends when its supervisor is killed", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const supervisor = startProgram("../emulator/supervisor.ts", [stateDir, cacheDir]);
    await supervisor.saying("ready");
    const [pid, endpoint = ""] = supervisor.said().split("\n");
    await createTable(rootAt(endpoint), "jobs");
    supervisor.child.kill("SIGKILL");
    await expect.poll(() => processRuns(Number(pid)), { timeout: 10_000 }).toBe(false);

    const next = await start(stateDir);
    expect(next.recovered).toBe("restored");
    expect(await tables(next)).toEqual(["jobs"]);
  });
});

describe("the embedded AWS among others", () => {
  it("does not share anything with one of another folder", async () => {
    const folder = await temporaryFolder();
    const [left, right] = await Promise.all([start(path.join(folder, "left")), start(path.join(folder, "right"))]);
    await createTable(rootAt(left.endpoint), "left");
    expect(left.port).not.toBe(right.port);
    expect(await tables(right)).toEqual([]);
    await left.stop();
    await createTable(rootAt(right.endpoint), "right");
    expect(await tables(right)).toEqual(["right"]);
  });

  it("refuses a folder that another one holds, by its process", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const holder = await start(stateDir);
    await expect(start(stateDir)).rejects.toThrow(`already runs as process ${holder.pid}`);
    expect(await tables(holder)).toEqual([]);
  });

  it("refuses a port that is taken, by its number", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const starting = start(path.join(await temporaryFolder(), "state"), port);
    await expect(starting).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken; choose another one`);
  });
});

const copyToSeen = `
  const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
  const dynamo = new DynamoDBClient({});
  exports.handler = async ({ Records }) => {
    for (const { dynamodb } of Records) await dynamo.send(new PutItemCommand({ TableName: "seen", Item: dynamodb.Keys }));
  };`;
