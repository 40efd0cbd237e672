import * as pulumi from "@pulumi/pulumi";
import type { Properties, Value } from "./resource.ts";
import { ARCHIVE, ASSET, SIGNATURE } from "./unknown.ts";

/**
 * The properties behind the object that @pulumi/policy hands to a rule. That object throws when a value that is not known
 * yet is read through it, which would end a rule that has more to look at; its descriptors show the values themselves.
 */
export async function plainProperties(guarded: object): Promise<Properties> {
  const entries = Object.entries(Object.getOwnPropertyDescriptors(guarded)).map(
    async ([name, { value }]) => [name, await plain(value)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function plain(value: unknown): Promise<Value> {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string") {
    return value;
  }
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (value instanceof pulumi.asset.StringAsset) return { [SIGNATURE]: ASSET, text: await value.text };
  if (value instanceof pulumi.asset.AssetArchive) {
    return { [SIGNATURE]: ARCHIVE, assets: await plainProperties(await value.assets) };
  }
  if (pulumi.asset.Asset.isInstance(value)) return { [SIGNATURE]: ASSET };
  if (pulumi.asset.Archive.isInstance(value)) return { [SIGNATURE]: ARCHIVE };
  return typeof value === "object" ? plainProperties(value) : null;
}
