import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { ResourceName } from "../grants.ts";
import { type RoleArns, resourcePolicy } from "../resource-policy.ts";
import { keepsData, nameIn, tagsFor } from "../stage.ts";

export type StageSecretsArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
  roles: pulumi.Input<RoleArns>;
};

/**
 * The places of the stage's two secrets. Their values are put there by an operator and never pass through the program
 * or its state.
 */
export class StageSecrets extends pulumi.ComponentResource {
  readonly masterKey: aws.secretsmanager.Secret;
  readonly openaiKey: aws.secretsmanager.Secret;

  constructor(name: string, { stage, key, roles }: StageSecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:StageSecrets", name, {}, options);
    const secret = (what: string, resource: ResourceName, description: string) => {
      const made = new aws.secretsmanager.Secret(
        what,
        {
          name: nameIn(stage, what),
          description,
          kmsKeyId: key,
          recoveryWindowInDays: keepsData(stage) ? 30 : 0,
          tags: tagsFor(stage, "secrets"),
        },
        { parent: this, protect: keepsData(stage) },
      );
      const policy = pulumi.all([made.arn, roles]).apply(([arn, all]) => resourcePolicy({ resource, arn, roles: all }));
      new aws.secretsmanager.SecretPolicy(
        what,
        { secretArn: made.arn, policy: pulumi.jsonStringify(policy), blockPublicPolicy: true },
        { parent: this },
      );
      return made;
    };
    this.masterKey = secret(
      "master-api-key",
      "masterKey",
      "MASTER_API_KEY: callers of the API show it as x-api-key. Renewed by its rotation function.",
    );
    this.openaiKey = secret(
      "openai-api-key",
      "openaiKey",
      "OPENAI_API_KEY: the worker shows it to the model provider. Renewed by hand, at the provider first.",
    );
    this.registerOutputs({ masterKeyId: this.masterKey.id, openaiKeyId: this.openaiKey.id });
  }
}
