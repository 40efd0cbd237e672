import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FunctionName } from "../../runtime/domain/environment.ts";
import { keyPolicy } from "../key-policy.ts";
import type { RoleArns } from "../resource-policy.ts";
import { keepsData, tagsFor } from "../stage.ts";
import { alarmArns, budgetArn, logGroupArns, type StageSite } from "../stage-arns.ts";

export type StageKeyArgs = StageSite & {
  roles: pulumi.Input<RoleArns>;
  /** Functions whose logs it encrypts. */
  functions: readonly FunctionName[];
};

/** The key that everything the stage stores is encrypted with; nothing of another stage can be read with it. */
export class StageKey extends pulumi.ComponentResource {
  readonly key: aws.kms.Key;

  constructor(name: string, { roles, functions, ...site }: StageKeyArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:StageKey", name, {}, options);
    const { stage, account, region } = site;
    const logGroups = logGroupArns({ ...site, functions });
    const facts = { account, region, logGroups, alarms: alarmArns(site), budget: budgetArn(site) };
    this.key = new aws.kms.Key(
      "data",
      {
        description: `Encrypts what atlas-codex ${stage} stores.`,
        enableKeyRotation: true,
        deletionWindowInDays: keepsData(stage) ? 30 : 7,
        policy: pulumi.jsonStringify(pulumi.output(roles).apply((arns) => keyPolicy({ ...facts, roles: arns }))),
        tags: tagsFor(stage, "key"),
      },
      { parent: this, protect: keepsData(stage) },
    );
    new aws.kms.Alias("data", { name: `alias/atlas-codex-${stage}`, targetKeyId: this.key.keyId }, { parent: this });
    this.registerOutputs({ arn: this.key.arn });
  }
}
