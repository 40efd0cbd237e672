import { Failure } from "../../runtime/domain/failure.ts";
import type { MigrationArchive } from "../../runtime/migrating/ports.ts";

export type MemoryArchive = MigrationArchive & { readonly objects: ReadonlyMap<string, Uint8Array> };

/** Objects in memory, which complain when one is put again with another body. */
export function memoryArchive(): MemoryArchive {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    async put(key, body) {
      const there = objects.get(key);
      if (there !== undefined && Buffer.compare(there, body) !== 0) {
        throw new Failure("internal", `The object ${key} is there already, with another body.`);
      }
      objects.set(key, body.slice());
    },
    get: async (key) => objects.get(key)?.slice(),
    async *list(prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
  };
}
