import {
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { readToldOutputs } from "../../pulumi/told-outputs.ts";
import type { AwsOptions } from "./aws-options.ts";

const Ids = z.looseObject({ masterKeySecretId: z.string(), openaiKeySecretId: z.string() });

export type EmptySecretsArgs = { readonly stage: Stage; readonly client: AwsOptions };

/** Says which of a stage's secrets nobody has given a value yet, as a first deployment leaves them; asks no more once all have one. */
export function emptySecrets({ stage, client }: EmptySecretsArgs): (signal: AbortSignal) => Promise<readonly string[]> {
  let left: readonly string[] | undefined;
  return async (signal) => {
    left ??= secretIds(await readToldOutputs(stage, signal));
    if (left.length === 0) return [];
    const secrets = new SecretsManagerClient(client);
    try {
      const asked = left.map(async (id) => ((await hasValue({ secrets, id }, signal)) ? [] : [id]));
      left = (await Promise.all(asked)).flat();
      return left.map(
        (id) =>
          `The secret ${id} has no value yet. Give it one: aws secretsmanager put-secret-value --secret-id ${id} --secret-string …`,
      );
    } finally {
      secrets.destroy();
    }
  };
}

function secretIds(outputs: unknown): readonly string[] {
  const { data } = Ids.safeParse(outputs);
  return data === undefined ? [] : [data.masterKeySecretId, data.openaiKeySecretId];
}

async function hasValue({ secrets, id }: { secrets: SecretsManagerClient; id: string }, signal: AbortSignal) {
  try {
    const told = await secrets.send(new GetSecretValueCommand({ SecretId: id }), { abortSignal: signal });
    return told.SecretString !== undefined || told.SecretBinary !== undefined;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    // One that is on its way out is not waiting for a value; the verification says what is wrong with it.
    if (error instanceof InvalidRequestException) return true;
    throw error;
  }
}
