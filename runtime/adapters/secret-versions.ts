import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { calling } from "./aws-failure.ts";

export type SecretVersionsOptions = { readonly client: SecretsManagerClient; readonly secretId: string };

/** The versions of one secret in Secrets Manager. */
export function secretVersions({ client, secretId }: SecretVersionsOptions) {
  const SecretId = secretId;
  return {
    labels: (signal: AbortSignal): Promise<Readonly<Record<string, readonly string[]>>> =>
      calling(
        "looking at a secret's versions",
        async () => {
          const found = await client.send(new DescribeSecretCommand({ SecretId }), { abortSignal: signal });
          return found.VersionIdsToStages ?? {};
        },
        signal,
      ),

    value: (VersionId: string, signal: AbortSignal): Promise<string | undefined> =>
      calling(
        "reading a secret's version",
        async () => {
          try {
            const command = new GetSecretValueCommand({ SecretId, VersionId });
            const { SecretString } = await client.send(command, { abortSignal: signal });
            return SecretString === "" ? undefined : SecretString;
          } catch (error) {
            if (error instanceof ResourceNotFoundException) return undefined;
            throw error;
          }
        },
        signal,
      ),

    propose: ({ version, value }: { version: string; value: string }, signal: AbortSignal): Promise<void> =>
      calling(
        "proposing a secret's value",
        async () => {
          const command = new PutSecretValueCommand({
            SecretId,
            ClientRequestToken: version,
            SecretString: value,
            VersionStages: ["AWSPENDING"],
          });
          await client.send(command, { abortSignal: signal });
        },
        signal,
      ),

    promote: ({ version, from }: { version: string; from: string | undefined }, signal: AbortSignal): Promise<void> =>
      calling(
        "making a secret's version current",
        async () => {
          const command = new UpdateSecretVersionStageCommand({
            SecretId,
            VersionStage: "AWSCURRENT",
            MoveToVersionId: version,
            RemoveFromVersionId: from,
          });
          await client.send(command, { abortSignal: signal });
        },
        signal,
      ),
  };
}
