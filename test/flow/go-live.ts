import {
  type LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";

/** Changes a function's configuration and has all its callers meet the change: a new version, and the live alias on it. */
export async function goLive(lambda: LambdaClient, change: UpdateFunctionConfigurationCommandInput): Promise<void> {
  const { FunctionName } = change;
  await lambda.send(new UpdateFunctionConfigurationCommand(change));
  const { Version: FunctionVersion } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  await lambda.send(new UpdateAliasCommand({ FunctionName, Name: "live", FunctionVersion }));
}
