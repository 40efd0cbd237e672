import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { unreadable } from "../failure.ts";

export type SecretArgs = { region: string; secretId: string };

/** The current value of a secret; `unreadable` when it has none or may not be read. */
export async function readSecret({ region, secretId }: SecretArgs, signal: AbortSignal): Promise<string> {
  const client = new SecretsManagerClient({ region });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }), {
      abortSignal: signal,
    });
    if (SecretString !== undefined && SecretString !== "") return SecretString;
  } catch (error) {
    if (signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw unreadable(`The secret ${secretId} could not be read: ${why}`, putValue(secretId), error);
  } finally {
    client.destroy();
  }
  throw unreadable(`The secret ${secretId} has no value.`, putValue(secretId));
}

function putValue(secretId: string): string {
  return `Check your credentials, or give it a value: aws secretsmanager put-secret-value --secret-id ${secretId} --secret-string …`;
}
