import { createHash } from "node:crypto";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

export type SessionCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };
export type FunctionCredentialsArgs = { endpoint: string; region: string; functionArn: string; roleArn: string };

const operator = { accessKeyId: "test", secretAccessKey: "test" };

/**
 * The credentials a function of the embedded AWS runs with. The emulator makes them from the function's and the role's
 * ARN (`execution_credentials` of its lambda_runtime.py) when the function first starts, so it is started by its smoke test.
 */
export async function functionCredentials(args: FunctionCredentialsArgs): Promise<SessionCredentials> {
  const { endpoint, region, functionArn, roleArn } = args;
  const client = new LambdaClient({ endpoint, region, credentials: operator });
  const { StatusCode } = await client.send(new InvokeCommand({ FunctionName: functionArn, Payload: "{}" }));
  client.destroy();
  if (StatusCode !== 200) throw new Error(`${functionArn} could not be started: ${StatusCode}.`);
  const digest = sha256(`${functionArn}:${roleArn}`);
  return {
    accessKeyId: `ASIA${digest.slice(0, 16).toUpperCase()}`,
    secretAccessKey: sha256(`secret:${digest}`),
    sessionToken: sha256(`token:${digest}`),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
