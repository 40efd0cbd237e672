import type { CreateStateMachineInput, DescribeStateMachineOutput, Tag } from "@aws-sdk/client-sfn";
import { block, type Fields, flag, type Inputs, json, number, output, type State, text } from "../property.ts";
import type { Tags } from "../tags.ts";

/** What a state machine has. */
export const stateMachineProperties = {
  arn: output,
  creationDate: output,
  definition: json({ use: "required" }),
  description: output,
  encryptionConfiguration: block(
    { kmsDataKeyReusePeriodSeconds: number({ use: "computed" }), kmsKeyId: text(), type: text({ use: "computed" }) },
    { use: "computed" },
  ),
  loggingConfiguration: block(
    { includeExecutionData: flag({ implied: false }), level: text({ implied: "OFF" }), logDestination: text() },
    { use: "computed" },
  ),
  name: text({ use: "named", replaces: true }),
  publish: flag({ default: false, kept: true }),
  revisionId: output,
  roleArn: text({ use: "required" }),
  stateMachineVersionArn: output,
  status: output,
  tracingConfiguration: block({ enabled: flag({ implied: false }) }, { use: "computed" }),
  type: text({ default: "STANDARD", replaces: true, choices: ["STANDARD", "EXPRESS"] }),
  versionDescription: output,
} as const satisfies Fields;

type Configuration = Pick<
  CreateStateMachineInput,
  "definition" | "roleArn" | "loggingConfiguration" | "encryptionConfiguration" | "tracingConfiguration"
>;

/** The inputs as Step Functions takes them, for a new state machine and for a changed one. */
export function configurationOf(inputs: Inputs<typeof stateMachineProperties>): Configuration {
  const { definition, roleArn, loggingConfiguration: logging, encryptionConfiguration: encryption } = inputs;
  const { logDestination } = logging ?? {};
  return {
    definition,
    roleArn,
    loggingConfiguration: {
      level: (logging?.level ?? "OFF") as "OFF",
      includeExecutionData: logging?.includeExecutionData ?? false,
      ...(logDestination === undefined
        ? {}
        : { destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logDestination } }] }),
    },
    encryptionConfiguration: {
      type: (encryption?.type ?? "AWS_OWNED_KEY") as "AWS_OWNED_KEY",
      ...(encryption?.kmsKeyId === undefined ? {} : { kmsKeyId: encryption.kmsKeyId }),
      ...(encryption?.kmsDataKeyReusePeriodSeconds === undefined
        ? {}
        : { kmsDataKeyReusePeriodSeconds: encryption.kmsDataKeyReusePeriodSeconds }),
    },
    tracingConfiguration: { enabled: inputs.tracingConfiguration?.enabled ?? false },
  };
}

/** A state machine's state from what Step Functions tells about it. */
export function stateMachineState(found: DescribeStateMachineOutput): State<typeof stateMachineProperties> {
  const { loggingConfiguration: logging, encryptionConfiguration: encryption } = found;
  return {
    arn: found.stateMachineArn,
    creationDate: found.creationDate?.toISOString().replace(/[.]\d+Z$/, "Z"),
    definition: found.definition,
    description: found.description ?? "",
    encryptionConfiguration: {
      kmsDataKeyReusePeriodSeconds: encryption?.kmsDataKeyReusePeriodSeconds,
      kmsKeyId: encryption?.kmsKeyId,
      type: encryption?.type ?? "AWS_OWNED_KEY",
    },
    loggingConfiguration: {
      includeExecutionData: logging?.includeExecutionData ?? false,
      level: logging?.level ?? "OFF",
      logDestination: logging?.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn,
    },
    name: found.name,
    revisionId: found.revisionId ?? "",
    roleArn: found.roleArn,
    status: found.status,
    tracingConfiguration: { enabled: found.tracingConfiguration?.enabled ?? false },
    type: found.type,
  };
}

/** Tags as Step Functions takes them. */
export function machineTags(tags: Tags): Tag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
