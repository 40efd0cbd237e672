import {
  DescribeSecretCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { readSecret } from "../../aws/secret.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";

/** The stage's secrets exist, are not on their way out, and have a current version; the master key is read for what follows. */
export const secrets: VerificationStep = {
  name: "secrets",
  needs: ["stack outputs"],
  async run({ found }, signal) {
    const { region, masterKeySecretId, openaiKeySecretId } = brought(found.outputs);
    const worker = found.functions?.find(({ name }) => name === "worker")?.variables.MODEL_PROVIDER_KEYS ?? "";
    const further = worker.split(",").flatMap((entry) => entry.slice(entry.indexOf("=") + 1) || []);
    const ids = [masterKeySecretId, openaiKeySecretId, ...further];
    const client = new SecretsManagerClient({ region });
    try {
      const findings = (await Promise.all(ids.map((id) => secretFindings({ client, id }, signal)))).flat();
      const steps = [judgedStep({ name: this.name, detail: `${ids.length} with a current version`, findings })];
      if (findings.length > 0) return { steps };
      return { brings: { masterKey: await readSecret({ region, secretId: masterKeySecretId }, signal) }, steps };
    } finally {
      client.destroy();
    }
  },
};

async function secretFindings(
  { client, id }: { client: SecretsManagerClient; id: string },
  signal: AbortSignal,
): Promise<Finding[]> {
  const found = (code: string, what: string, fix: string) => [
    { code, message: `The secret ${id} ${what}.`, subject: id, fix },
  ];
  try {
    const told = await client.send(new DescribeSecretCommand({ SecretId: id }), { abortSignal: signal });
    if (told.DeletedDate !== undefined) {
      return found(
        "secret-leaving",
        "is about to be deleted",
        `Keep it: aws secretsmanager restore-secret --secret-id ${id}`,
      );
    }
    const current = Object.values(told.VersionIdsToStages ?? {}).some((labels) => labels.includes("AWSCURRENT"));
    if (current) return [];
    const fix = `Give it a value: aws secretsmanager put-secret-value --secret-id ${id} --secret-string …`;
    return found("secret-empty", "has no current version", fix);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return found("secret-missing", "does not exist", "Deploy the stage again, then give it a value.");
  }
}
