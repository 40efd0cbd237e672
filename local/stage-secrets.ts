import { randomBytes } from "node:crypto";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { StackOutputs } from "../runtime/domain/outputs.ts";
import { operatorCredentials } from "./emulator/credentials.ts";
import { REGION } from "./shell.ts";
import type { Terminal } from "./terminal.ts";

export type StageSecretsArgs = { endpoint: string; outputs: StackOutputs; terminal: Terminal };

/**
 * Does what an operator does once on a real account: gives the stage's two secrets a value where they have none. Returns
 * the master key.
 */
export async function fillSecrets(
  { endpoint, outputs, terminal }: StageSecretsArgs,
  signal: AbortSignal,
): Promise<string> {
  const client = new SecretsManagerClient({ endpoint, region: REGION, credentials: operatorCredentials });
  const fill = async (id: string, make: () => string): Promise<string> => {
    const held = await currentValue(client, id, signal);
    if (held !== undefined) return held;
    const value = make();
    terminal.command(`aws secretsmanager put-secret-value --secret-id ${id} --secret-string …`);
    await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value }), { abortSignal: signal });
    return value;
  };
  try {
    await fill(outputs.openaiKeySecretId, () => `stand-in-${randomBytes(12).toString("hex")}`);
    return await fill(outputs.masterKeySecretId, () => randomBytes(32).toString("base64url"));
  } finally {
    client.destroy();
  }
}

async function currentValue(
  client: SecretsManagerClient,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }), { abortSignal: signal });
    return SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
