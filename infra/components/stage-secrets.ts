import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { nameIn, tagsFor } from "../stage.ts";

export type StageSecretsArgs = { stage: Stage };

/**
 * The places of the stage's two secrets. Their values are put there by an operator and never pass through the program
 * or its state.
 */
export class StageSecrets extends pulumi.ComponentResource {
  readonly masterKey: aws.secretsmanager.Secret;
  readonly openaiKey: aws.secretsmanager.Secret;

  constructor(name: string, { stage }: StageSecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:StageSecrets", name, {}, options);
    const secret = (what: string, description: string) =>
      new aws.secretsmanager.Secret(
        what,
        {
          name: nameIn(stage, what),
          description,
          recoveryWindowInDays: stage === "production" ? 30 : 0,
          tags: tagsFor(stage, "secrets"),
        },
        { parent: this },
      );
    this.masterKey = secret("master-api-key", "MASTER_API_KEY: callers of the API show it as x-api-key.");
    this.openaiKey = secret("openai-api-key", "OPENAI_API_KEY: the worker shows it to the model provider.");
    this.registerOutputs({ masterKeyId: this.masterKey.id, openaiKeyId: this.openaiKey.id });
  }
}
