import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FunctionName } from "../../runtime/domain/environment.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { Bundle } from "../bundle.ts";
import type { PolicyDocument } from "../policy.ts";
import { LOG_RETENTION_DAYS, nameIn, tagsFor } from "../stage.ts";
import { functionLogGroup } from "../stage-arns.ts";

export type HandlerFunctionArgs = {
  stage: Stage;
  handler: FunctionName;
  role: aws.iam.Role;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
  bundle: Bundle;
  /** MB. */
  memorySize: number;
  /** Seconds. */
  timeout: number;
  environment: Record<string, pulumi.Input<string>>;
  /** Makes the role's policy from the ARN of the function's own log group; all it names at once, so that a plan knows it too. */
  policy: (logGroup: pulumi.Output<string>) => pulumi.Output<PolicyDocument>;
};

/** The name under which everything calls a function. */
export const LIVE = "live";

/**
 * One handler as a function: what its role may do, a log group of its own, a version for every change, and the alias that
 * traffic goes to. A first deployment puts the alias on its version; later ones leave it to `ops deploy` to move it.
 */
export class HandlerFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly live: aws.lambda.Alias;

  constructor(name: string, args: HandlerFunctionArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:HandlerFunction", name, {}, options);
    const { stage, handler, role } = args;
    const tags = tagsFor(stage, handler);
    const logGroup = new aws.cloudwatch.LogGroup(
      handler,
      {
        name: functionLogGroup(stage, handler),
        kmsKeyId: args.key,
        retentionInDays: LOG_RETENTION_DAYS[stage],
        tags,
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      handler,
      { name: "least-privilege", role: role.name, policy: pulumi.jsonStringify(args.policy(logGroup.arn)) },
      { parent: this },
    );
    this.function = new aws.lambda.Function(
      handler,
      {
        name: nameIn(stage, handler),
        role: role.arn,
        runtime: aws.lambda.Runtime.NodeJS24dX,
        architectures: ["arm64"],
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive(
          Object.fromEntries(
            args.bundle.files.map((file) => [file, new pulumi.asset.FileAsset(join(args.bundle.folder, file))]),
          ),
        ),
        memorySize: args.memorySize,
        timeout: args.timeout,
        environment: { variables: { ...args.environment, VERSION_ID: args.bundle.digest } },
        loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
        publish: true,
        tags,
      },
      { parent: this, dependsOn: [policy] },
    );
    this.live = new aws.lambda.Alias(
      handler,
      { name: LIVE, functionName: this.function.name, functionVersion: this.function.version },
      { parent: this, ignoreChanges: ["functionVersion", "routingConfig"] },
    );
    this.registerOutputs({ arn: this.live.arn });
  }
}
