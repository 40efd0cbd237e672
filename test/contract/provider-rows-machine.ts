import type { TypeRow } from "./provider-type.ts";
import { trust } from "./provider-world.ts";

function passing(comment: string): string {
  return JSON.stringify({ Comment: comment, StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } });
}

/** State machines of Step Functions. */
export const machineRows: readonly TypeRow[] = [
  {
    token: "aws:sfn/stateMachine:StateMachine",
    needs: ["role", "logs", "key"],
    unimportable: ["publish", "tracingConfiguration"],
    inputs: ({ name, on }) => ({
      name: name("machine"),
      roleArn: on("role").state.arn,
      definition: passing("first"),
      loggingConfiguration: { level: "ERROR", logDestination: `${String(on("logs").state.arn)}:*` },
      tracingConfiguration: { enabled: true },
      tags: { project: "contract" },
    }),
    change: ({ on }) => ({
      definition: passing("second"),
      encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: on("key").state.arn },
      loggingConfiguration: { level: "OFF" },
      tracingConfiguration: { enabled: false },
      publish: true,
      tags: { owner: "contract" },
    }),
    replace: ({ name }) => ({ name: name("other-machine") }),
    drift: {
      shows: "definition",
      act: ({ aws }, { id }) => aws.sfn.updateStateMachine({ stateMachineArn: id, definition: passing("theirs") }),
    },
    otherDrift: {
      shows: "roleArn",
      act: async ({ aws, name }, { id }) => {
        const RoleName = name("other-role");
        const AssumeRolePolicyDocument = trust("states.amazonaws.com");
        const { Role } = await aws.iam.createRole({ RoleName, AssumeRolePolicyDocument });
        await aws.sfn.updateStateMachine({ stateMachineArn: id, roleArn: Role?.Arn });
        return aws.iam.deleteRole({ RoleName });
      },
    },
    outputs: { arn: /:stateMachine:contract-machine-/, status: /^ACTIVE$/, creationDate: /^\d{4}-/, revisionId: /./ },
  },
];
