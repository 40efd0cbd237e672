import { output, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

const current = "AWSCURRENT";

/** One value of a secret; its id is `secret ARN|version id`. Deleting it leaves the value that is current in place. */
export const secretVersion = resourceType({
  token: "aws:secretsmanager/secretVersion:SecretVersion",
  properties: {
    arn: output,
    secretBinary: text({ secret: true, replaces: true }),
    secretId: text({ use: "required", replaces: true }),
    secretString: text({ secret: true, replaces: true }),
    versionId: output,
    versionStages: set(text(), { use: "computed" }),
  },
  create: async ({ aws, inputs }) => {
    const { secretBinary, versionStages } = inputs;
    const { ARN, VersionId } = await aws.secrets.putSecretValue({
      SecretId: inputs.secretId,
      SecretString: inputs.secretString,
      ...(secretBinary === undefined ? {} : { SecretBinary: Buffer.from(secretBinary, "base64") }),
      ...(versionStages === undefined ? {} : { VersionStages: [...versionStages] }),
    });
    return `${ARN}|${VersionId}`;
  },
  read: async ({ aws, id, state }) => {
    const { DeletedDate } = await aws.secrets.describeSecret({ SecretId: address(id).SecretId });
    if (DeletedDate !== undefined) return undefined;
    const found = await aws.secrets.getSecretValue(address(id));
    return {
      arn: found.ARN,
      ...(found.SecretBinary === undefined ? {} : { secretBinary: Buffer.from(found.SecretBinary).toString("base64") }),
      secretId: state.secretId ?? found.ARN,
      secretString: found.SecretString,
      versionId: found.VersionId,
      versionStages: found.VersionStages,
    };
  },
  update: async ({ aws, id, inputs, state }) => {
    const { SecretId, VersionId } = address(id);
    const wanted = inputs.versionStages ?? [];
    const now = state.versionStages ?? [];
    for (const VersionStage of wanted.filter((stage) => !now.includes(stage))) {
      const holder = await holderOf(aws.secrets.listSecretVersionIds({ SecretId }), VersionStage);
      await aws.secrets.updateSecretVersionStage({
        SecretId,
        VersionStage,
        MoveToVersionId: VersionId,
        ...(holder === undefined ? {} : { RemoveFromVersionId: holder }),
      });
    }
    for (const VersionStage of now.filter((stage) => !wanted.includes(stage) && stage !== current)) {
      await aws.secrets.updateSecretVersionStage({ SecretId, VersionStage, RemoveFromVersionId: VersionId });
    }
  },
  delete: async ({ aws, id }) => {
    const { SecretId, VersionId } = address(id);
    const { VersionStages = [] } = await aws.secrets.getSecretValue({ SecretId, VersionId });
    for (const VersionStage of VersionStages.filter((stage) => stage !== current)) {
      await aws.secrets.updateSecretVersionStage({ SecretId, VersionStage, RemoveFromVersionId: VersionId });
    }
  },
});

function address(id: string): { SecretId: string; VersionId: string } {
  const [SecretId = "", VersionId = ""] = id.split("|");
  return { SecretId, VersionId };
}

async function holderOf(
  listing: Promise<{
    Versions?: { VersionId?: string | undefined; VersionStages?: string[] | undefined }[] | undefined;
  }>,
  stage: string,
): Promise<string | undefined> {
  const { Versions = [] } = await listing;
  return Versions.find(({ VersionStages = [] }) => VersionStages.includes(stage))?.VersionId;
}
