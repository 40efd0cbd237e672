import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { machinePolicy, machineTrust, migrationMachine } from "../migration-machine.ts";
import { nameIn, tagsFor } from "../stage.ts";
import { type StageSite, stateMachineArn } from "../stage-arns.ts";

const NAME = "migration-workers";

export type MigrationWorkersArgs = StageSite & {
  /** The function that works on one segment. */
  worker: aws.lambda.Function;
};

/** Runs the segments of a migration side by side, on as many functions; deployed only where a stage asks for it. */
export class MigrationWorkers extends pulumi.ComponentResource {
  readonly machine: aws.sfn.StateMachine;

  constructor(name: string, args: MigrationWorkersArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:MigrationWorkers", name, {}, options);
    const { worker, ...site } = args;
    const { stage, region, account } = site;
    const machine = stateMachineArn(site, NAME);
    const tags = tagsFor(stage, NAME);
    const role = new aws.iam.Role(
      NAME,
      {
        name: `atlas-codex-${stage}-${region}-${NAME}`,
        description: `What ${nameIn(stage, NAME)} may do.`,
        assumeRolePolicy: JSON.stringify(machineTrust({ machine, account })),
        tags,
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      NAME,
      {
        name: "least-privilege",
        role: role.name,
        policy: pulumi.jsonStringify(worker.arn.apply((arn) => machinePolicy({ machine, worker: arn }))),
      },
      { parent: this },
    );
    this.machine = new aws.sfn.StateMachine(
      NAME,
      {
        name: nameIn(stage, NAME),
        roleArn: role.arn,
        definition: pulumi.jsonStringify(worker.arn.apply(migrationMachine)),
        tags,
      },
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs({ arn: this.machine.arn });
  }
}
