import { type PageStore, pageStoreOver } from "../../runtime/adapters/page-store.ts";

/** Pages in this process, for tests; `objects` lies open so that a test can lose or spoil what is kept. */
export function memoryPageStore(): { store: PageStore; objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const store = pageStoreOver({
    get: async (key) => objects.get(key),
    put: async (key, bytes) => void objects.set(key, bytes),
  });
  return { store, objects };
}
