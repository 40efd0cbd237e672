import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const DAYS = 30;

export type MasterKeyRotationArgs = {
  secret: aws.secretsmanager.Secret;
  /** Makes the new key and puts it in the old one's place. */
  function: aws.lambda.Function;
};

/** Renews the master key on a schedule. The first time is a schedule's length after a deployment, never at once. */
export class MasterKeyRotation extends pulumi.ComponentResource {
  constructor(name: string, args: MasterKeyRotationArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:MasterKeyRotation", name, {}, options);
    const invoked = new aws.lambda.Permission(
      "rotation",
      {
        function: args.function.name,
        action: "lambda:InvokeFunction",
        principal: "secretsmanager.amazonaws.com",
        sourceArn: args.secret.arn,
      },
      { parent: this },
    );
    new aws.secretsmanager.SecretRotation(
      "master-api-key",
      {
        secretId: args.secret.id,
        rotationLambdaArn: args.function.arn,
        rotationRules: { automaticallyAfterDays: DAYS },
        rotateImmediately: false,
      },
      { parent: this, dependsOn: [invoked] },
    );
    this.registerOutputs();
  }
}
