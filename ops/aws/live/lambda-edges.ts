import {
  GetPolicyCommand,
  type LambdaClient,
  ListAliasesCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionUrlConfigsCommand,
  ListVersionsByFunctionCommand,
} from "@aws-sdk/client-lambda";
import { type LiveResource, live } from "./account.ts";
import type { Asking } from "./asking.ts";
import { inFlight } from "./in-flight.ts";
import { permissionsIn } from "./lambda-permissions.ts";

export type FunctionEdgesArgs = { client: LambdaClient; asking: Asking; name: string };

/** Who may invoke a function by its policies (its own, and those of its aliases and versions), its URLs and its destinations. */
export async function readFunctionEdges({ client, asking, name }: FunctionEdgesArgs): Promise<LiveResource[]> {
  const FunctionName = name;
  const aliases = await asking.all({
    ...{ permission: "lambda:ListAliases", on: name },
    send: (Marker, abortSignal) => client.send(new ListAliasesCommand({ FunctionName, Marker }), { abortSignal }),
    items: ({ Aliases }) => Aliases,
    next: ({ NextMarker }) => NextMarker,
  });
  const versions = await asking.all({
    ...{ permission: "lambda:ListVersionsByFunction", on: name },
    send: (Marker, abortSignal) =>
      client.send(new ListVersionsByFunctionCommand({ FunctionName, Marker }), { abortSignal }),
    items: ({ Versions }) => Versions,
    next: ({ NextMarker }) => NextMarker,
  });
  const urls = await asking.all({
    ...{ permission: "lambda:ListFunctionUrlConfigs", on: name },
    send: (Marker, abortSignal) =>
      client.send(new ListFunctionUrlConfigsCommand({ FunctionName, Marker }), { abortSignal }),
    items: ({ FunctionUrlConfigs }) => FunctionUrlConfigs,
    next: ({ NextMarker }) => NextMarker,
  });
  const invokeConfigs = await asking.all({
    ...{ permission: "lambda:ListFunctionEventInvokeConfigs", on: name },
    send: (Marker, abortSignal) =>
      client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName, Marker }), { abortSignal }),
    items: ({ FunctionEventInvokeConfigs }) => FunctionEventInvokeConfigs,
    next: ({ NextMarker }) => NextMarker,
  });
  const published = versions.flatMap(({ Version }) =>
    Version === undefined || Version === "$LATEST" ? [] : [Version],
  );
  const qualifiers = [undefined, ...aliases.map(({ Name }) => Name), ...published];
  const permissions = await inFlight(qualifiers, async (Qualifier) => {
    const on = Qualifier === undefined ? name : `${name}:${Qualifier}`;
    const answer = await asking.one({
      ...{ permission: "lambda:GetPolicy", on, none: ["ResourceNotFoundException"] },
      send: (abortSignal) => client.send(new GetPolicyCommand({ FunctionName, Qualifier }), { abortSignal }),
    });
    const { permissions: found, odd } = permissionsIn({ name, policy: answer?.Policy });
    if (odd !== undefined) asking.odd("lambda:GetPolicy", on, odd);
    return found;
  });
  // One policy may be told with that of another qualifier.
  const distinct = new Map(permissions.flat().map((permission) => [permission.id, permission]));
  return [
    ...distinct.values(),
    ...aliases.map(({ Name = "", AliasArn: arn, FunctionVersion }) =>
      live(
        "aws:lambda/alias:Alias",
        { name: Name, id: `${name}:${Name}`, arn },
        { arn, name: Name, functionName: name, functionVersion: FunctionVersion },
      ),
    ),
    ...urls.map(({ FunctionArn, FunctionUrl, AuthType }) =>
      live(
        "aws:lambda/functionUrl:FunctionUrl",
        { name, id: FunctionArn ?? name },
        { functionName: name, functionArn: FunctionArn, functionUrl: FunctionUrl, authorizationType: AuthType },
      ),
    ),
    ...invokeConfigs.map(({ FunctionArn, DestinationConfig }) => {
      const onFailure = destination(DestinationConfig?.OnFailure?.Destination);
      const onSuccess = destination(DestinationConfig?.OnSuccess?.Destination);
      return live(
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        { name, id: FunctionArn ?? name },
        {
          functionName: name,
          destinationConfig: { ...(onFailure && { onFailure }), ...(onSuccess && { onSuccess }) },
        },
      );
    }),
  ];
}

function destination(arn: string | undefined): { destination: string } | undefined {
  return arn === undefined ? undefined : { destination: arn };
}
