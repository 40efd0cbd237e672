import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FunctionName } from "../../runtime/domain/environment.ts";
import { trustPolicy } from "../policy.ts";
import { nameIn, tagsFor } from "../stage.ts";
import type { StageSite } from "../stage-arns.ts";

export type FunctionRoleArgs = StageSite & { handler: FunctionName };

/** Who a function is. It exists before what names it: the key, queues, buckets and secrets; what it may do comes last. */
export class FunctionRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;

  constructor(name: string, args: FunctionRoleArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:FunctionRole", name, {}, options);
    const { stage, region, account, handler } = args;
    this.role = new aws.iam.Role(
      handler,
      {
        name: `atlas-codex-${stage}-${region}-${handler}`,
        description: `What ${nameIn(stage, handler)} may do.`,
        assumeRolePolicy: JSON.stringify(trustPolicy(account)),
        tags: tagsFor(stage, handler),
      },
      { parent: this },
    );
    this.registerOutputs({ arn: this.role.arn });
  }
}
