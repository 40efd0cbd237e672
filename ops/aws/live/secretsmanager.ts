import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type AccountArgs, type LiveResource, live, tagRecord } from "./account.ts";
import { inFlight } from "./in-flight.ts";
import { secretMarker } from "./secret-marker.ts";

/** Secrets of ours with their policy and rotation; of their values only a digest leaves this function. */
export async function readSecrets({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new SecretsManagerClient(options);
  const secrets = await asking.all({
    permission: "secretsmanager:ListSecrets",
    send: (NextToken, abortSignal) => client.send(new ListSecretsCommand({ NextToken }), { abortSignal }),
    items: ({ SecretList }) => SecretList,
    next: ({ NextToken }) => NextToken,
  });
  const known = secrets.filter(({ Name, ARN, Tags }) => ours({ name: Name, arn: ARN, tags: tagRecord(Tags) }));
  const found = await inFlight(known, async ({ Name = "", ARN: arn = "", Tags }) => {
    const none = ["ResourceNotFoundException"];
    const described = await asking.one({
      ...{ permission: "secretsmanager:DescribeSecret", on: Name, none },
      send: (abortSignal) => client.send(new DescribeSecretCommand({ SecretId: arn }), { abortSignal }),
    });
    const { KmsKeyId, RotationLambdaARN } = described ?? {};
    const policy = await asking.one({
      ...{ permission: "secretsmanager:GetResourcePolicy", on: Name, none },
      send: (abortSignal) => client.send(new GetResourcePolicyCommand({ SecretId: arn }), { abortSignal }),
    });
    const value = await asking.one({
      ...{ permission: "secretsmanager:GetSecretValue", on: Name, none },
      send: (abortSignal) => client.send(new GetSecretValueCommand({ SecretId: arn }), { abortSignal }),
    });
    const content = value?.SecretString ?? value?.SecretBinary;
    return [
      live(
        "aws:secretsmanager/secret:Secret",
        { name: Name, id: arn, arn, tags: tagRecord(Tags) },
        { arn, name: Name, kmsKeyId: KmsKeyId ?? "", policy: policy?.ResourcePolicy ?? "" },
      ),
      ...(RotationLambdaARN === undefined
        ? []
        : [
            live(
              "aws:secretsmanager/secretRotation:SecretRotation",
              { name: Name, id: arn },
              { secretId: arn, rotationLambdaArn: RotationLambdaARN },
            ),
          ]),
      ...(content === undefined
        ? []
        : [
            live(
              "aws:secretsmanager/secretVersion:SecretVersion",
              { name: Name, id: `${arn}|AWSCURRENT` },
              { secretId: arn, secretString: secretMarker(content) },
            ),
          ]),
    ];
  });
  client.destroy();
  return found.flat();
}
