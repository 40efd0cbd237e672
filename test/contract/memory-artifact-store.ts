import { type ArtifactStore, artifactKey } from "../../runtime/adapters/artifact-store.ts";

/** Artifacts in this process, for tests. */
export function memoryArtifactStore(): ArtifactStore {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      const key = artifactKey(bytes);
      kept.set(key, Uint8Array.from(bytes));
      return key;
    },
    async get(key) {
      const bytes = kept.get(key);
      if (bytes === undefined) throw new Error(`There is nothing under ${key}.`);
      return bytes;
    },
  };
}
