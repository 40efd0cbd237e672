import {
  GetLayerVersionPolicyCommand,
  type LambdaClient,
  ListLayersCommand,
  ListLayerVersionsCommand,
} from "@aws-sdk/client-lambda";
import { type LiveResource, live, type Ours } from "./account.ts";
import type { Asking } from "./asking.ts";
import { inFlight } from "./in-flight.ts";

export type LayersArgs = { client: LambdaClient; asking: Asking; ours: Ours };

/** Layers of ours, each version with the policy that shares it. */
export async function readLayers({ client, asking, ours }: LayersArgs): Promise<LiveResource[]> {
  const layers = await asking.all({
    permission: "lambda:ListLayers",
    send: (Marker, abortSignal) => client.send(new ListLayersCommand({ Marker }), { abortSignal }),
    items: ({ Layers }) => Layers,
    next: ({ NextMarker }) => NextMarker,
  });
  const known = layers.filter(({ LayerName, LayerArn }) => ours({ name: LayerName, arn: LayerArn }));
  const found = await inFlight(known, async ({ LayerName, LayerArn = "" }) => {
    const versions = await asking.all({
      ...{ permission: "lambda:ListLayerVersions", on: LayerName },
      send: (Marker, abortSignal) => client.send(new ListLayerVersionsCommand({ LayerName, Marker }), { abortSignal }),
      items: ({ LayerVersions }) => LayerVersions,
      next: ({ NextMarker }) => NextMarker,
    });
    return inFlight(versions, async ({ Version: VersionNumber, LayerVersionArn: arn = "" }) => {
      const answer = await asking.one({
        ...{ permission: "lambda:GetLayerVersionPolicy", on: arn, none: ["ResourceNotFoundException"] },
        send: (abortSignal) =>
          client.send(new GetLayerVersionPolicyCommand({ LayerName, VersionNumber }), { abortSignal }),
      });
      const name = LayerName ?? arn;
      const layer = live("aws:lambda/layerVersion:LayerVersion", { name, id: arn, arn }, { arn, layerArn: LayerArn });
      if (answer?.Policy === undefined) return [layer];
      const properties = { layerName: LayerArn, versionNumber: VersionNumber, policy: answer.Policy };
      const identity = { name, id: `${arn}/policy` };
      return [layer, live("aws:lambda/layerVersionPermission:LayerVersionPermission", identity, properties)];
    });
  });
  return found.flat(2);
}
