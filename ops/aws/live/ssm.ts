import { DescribeParametersCommand, GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";
import { secretMarker } from "./secret-marker.ts";

/** Parameters of ours with their values; of a SecureString's value only a digest is kept. */
export async function readSsm({ options, asking, ours, account }: AccountArgs): Promise<LiveResource[]> {
  const client = new SSMClient(options);
  const parameters = await asking.all({
    permission: "ssm:DescribeParameters",
    send: (NextToken, abortSignal) => client.send(new DescribeParametersCommand({ NextToken }), { abortSignal }),
    items: ({ Parameters }) => Parameters,
    next: ({ NextToken }) => NextToken,
  });
  const arnOf = (name: string) =>
    `arn:aws:ssm:${options.region}:${account}:parameter${name.startsWith("/") ? "" : "/"}${name}`;
  const known = parameters.flatMap(({ Name: name = "", Type: type, ARN = arnOf(name), KeyId }) =>
    ours({ name, arn: ARN }) ? [{ name, type, arn: ARN, keyId: KeyId }] : [],
  );
  const found = await inFlight(known, async ({ name, type, arn, keyId }) => {
    const answer = await asking.one({
      ...{ permission: "ssm:GetParameter", on: name, none: ["ParameterNotFound"] },
      send: (abortSignal) =>
        client.send(new GetParameterCommand({ Name: name, WithDecryption: true }), { abortSignal }),
    });
    const text = answer?.Parameter?.Value;
    const value = text !== undefined && type === "SecureString" ? secretMarker(text) : text;
    return live("aws:ssm/parameter:Parameter", { name, id: name, arn }, { arn, name, type, keyId, value });
  });
  client.destroy();
  return found;
}
