import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { schemaDocument } from "./schema-document.ts";
import { pluginVersion } from "./version.ts";

/** What the provider tells about itself before it is configured. */
export const descriptionCalls = {
  getPluginInfo: () => new plugin.PluginInfo().setVersion(pluginVersion),
  handshake: () =>
    new provider.ProviderHandshakeResponse().setAcceptSecrets(true).setSupportsAutonamingConfiguration(true),
  attach: () => new empty.Empty(),
  getSchema: () => new provider.GetSchemaResponse().setSchema(JSON.stringify(schemaDocument())),
  getMapping: () => new provider.GetMappingResponse(),
  getMappings: () => new provider.GetMappingsResponse(),
};
