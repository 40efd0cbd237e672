import { describe } from "vitest";
import { memoryPageStore } from "../../contract/memory-page-store.ts";
import { pageStoreContract } from "../../contract/page-store.ts";

describe("the store of remembered pages in memory", () =>
  pageStoreContract(() => {
    const { store, objects } = memoryPageStore();
    const spoil = async (part: string) => {
      for (const key of objects.keys()) if (key.includes(part)) objects.set(key, Buffer.from("spoilt"));
    };
    return { store, spoil };
  }));
