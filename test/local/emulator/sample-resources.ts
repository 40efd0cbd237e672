import path from "node:path";
import { type AttributeDefinition, CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { accountId, operatorCredentials } from "../../../local/emulator/credentials.ts";

const region = "us-west-2";

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** How the account's root reaches an emulator. */
export function rootAt(endpoint: string): ClientSettings {
  return { endpoint, region, credentials: operatorCredentials };
}

/** Makes a table keyed by `id`, with a stream of new items. */
export async function createTable(settings: ClientSettings, name: string): Promise<string> {
  const key: AttributeDefinition = { AttributeName: "id", AttributeType: "S" };
  const created = await new DynamoDBClient(settings).send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [key],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  );
  return created.TableDescription?.LatestStreamArn ?? "";
}

export interface SampleFunction {
  readonly name: string;
  /** What its role allows. */
  readonly allow: readonly { readonly Action: string | readonly string[]; readonly Resource: string }[];
  /** CommonJS source; the sample function beside this file by default. */
  readonly source?: string;
}

/** Makes a role and a function that runs under it. */
export async function createFunction(settings: ClientSettings, { name, allow, source }: SampleFunction): Promise<void> {
  const iam = new IAMClient(settings);
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const document = (Statement: unknown): string => JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: document([trust]) }));
  const rights = document(allow.map((each) => ({ Effect: "Allow", ...each })));
  if (allow.length > 0) {
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "rights", PolicyDocument: rights }));
  }
  const lambda = new LambdaClient(settings);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: `arn:aws:iam::${accountId}:role/${name}`,
      Code: { ZipFile: zipSync({ "index.js": Buffer.from(source ?? (await bundledSample())) }) },
      Timeout: 10,
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
    { FunctionName: name },
  );
}

/** Invokes a function and returns what it answered. */
export async function invoke(settings: ClientSettings, name: string, event: unknown): Promise<unknown> {
  const answer = await new LambdaClient(settings).send(
    new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString());
}

async function bundledSample(): Promise<string> {
  const result = await build({
    entryPoints: [path.join(import.meta.dirname, "sample-function.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}
