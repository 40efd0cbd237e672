import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ProviderId, providerOf } from "../../runtime/domain/providers.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { ResourceName } from "../grants.ts";
import { type RoleArns, resourcePolicy } from "../resource-policy.ts";
import { keepsData, nameIn, tagsFor } from "../stage.ts";

export type StageSecretsArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
  roles: pulumi.Input<RoleArns>;
  /** The model providers beside the first whose keys the stage has. */
  modelProviders: readonly ProviderId[];
};

/**
 * The places of the stage's secrets: two, and one for each further model provider. Their values are put there by an
 * operator and never pass through the program or its state.
 */
export class StageSecrets extends pulumi.ComponentResource {
  readonly masterKey: aws.secretsmanager.Secret;
  readonly openaiKey: aws.secretsmanager.Secret;
  readonly providerKeys: readonly { readonly provider: ProviderId; readonly secret: aws.secretsmanager.Secret }[];

  constructor(name: string, args: StageSecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:StageSecrets", name, {}, options);
    const { stage, key, roles, modelProviders } = args;
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
    this.providerKeys = modelProviders.map((provider) => ({
      provider,
      secret: secret(
        providerOf(provider).secretName,
        "providerKeys",
        `The key that the worker shows to ${provider}. Renewed by hand, at the provider first.`,
      ),
    }));
    this.registerOutputs({ masterKeyId: this.masterKey.id, openaiKeyId: this.openaiKey.id });
  }
}
