import { block, flag, number, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const properties = {
  rotateImmediately: flag({ default: true, kept: true }),
  rotationEnabled: flag({ use: "output" }),
  rotationLambdaArn: text(),
  rotationRules: block(
    { automaticallyAfterDays: number(), duration: text(), scheduleExpression: text() },
    { use: "required" },
  ),
  secretId: text({ use: "required", replaces: true }),
} as const;

/** Which function renews a secret, and how often; its id is the secret's. Deleting it ends the schedule, not the secret. */
export const secretRotation = resourceType({
  token: "aws:secretsmanager/secretRotation:SecretRotation",
  properties,
  create: async (call) => {
    await schedule(call);
    return call.inputs.secretId;
  },
  read: async ({ aws, id, state }) => {
    const found = await aws.secrets.describeSecret({ SecretId: id });
    if (found.DeletedDate !== undefined || found.RotationEnabled !== true) return undefined;
    const { AutomaticallyAfterDays, Duration, ScheduleExpression } = found.RotationRules ?? {};
    return {
      rotationEnabled: true,
      rotationLambdaArn: found.RotationLambdaARN,
      rotationRules: {
        automaticallyAfterDays: AutomaticallyAfterDays,
        duration: Duration,
        scheduleExpression: ScheduleExpression,
      },
      secretId: state.secretId ?? found.ARN,
    };
  },
  update: schedule,
  delete: ({ aws, id }) => aws.secrets.cancelRotateSecret({ SecretId: id }),
});

function schedule({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  const { automaticallyAfterDays, duration, scheduleExpression } = inputs.rotationRules;
  return aws.secrets.rotateSecret({
    SecretId: inputs.secretId,
    RotationLambdaARN: inputs.rotationLambdaArn,
    RotationRules: {
      AutomaticallyAfterDays: automaticallyAfterDays,
      Duration: duration,
      ScheduleExpression: scheduleExpression,
    },
    RotateImmediately: inputs.rotateImmediately,
  });
}
