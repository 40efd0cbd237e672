import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { ResourceType } from "./resource-type.ts";
import type { Bag } from "./value.ts";
import { type Decoded, decode, encode, type Path } from "./wire.ts";

/** The type and the logical name inside a resource's URN. */
export function urnParts(urn: string): { readonly token: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { token: types.split("$").at(-1) ?? "", name: name.join("::") };
}

/** The values of a property Struct, or none where the engine sent none. */
export function bagOf(message: { toJavaScript(): unknown } | undefined): Decoded {
  return decode(message?.toJavaScript());
}

/** A property Struct of values, with what sits at the secret places marked secret. */
export function structOf(bag: Bag, secrets: readonly Path[] = []): InstanceType<typeof struct.Struct> {
  return struct.Struct.fromJavaScript(encode({ bag, secrets }));
}

/** Everything secret in a resource: what the program marked, and what the type itself declares. */
export function secretPlaces(type: ResourceType, ...marked: readonly (readonly Path[])[]): readonly Path[] {
  const paths = marked.flat();
  const declared = Object.entries(type.properties).filter(([, property]) => property.secret === true);
  const mirrored = paths.filter(([root]) => root === "tags").map(([, ...rest]) => ["tagsAll", ...rest]);
  return [...paths, ...mirrored, ...declared.map(([name]) => [name])];
}
