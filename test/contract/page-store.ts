import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { PageStore } from "../../runtime/adapters/page-store.ts";
import { contentId } from "../../runtime/ingest/content-id.ts";

export type OpenPageStore = {
  readonly store: PageStore;
  /** Puts other bytes where some are kept, under a key that contains `part`. */
  readonly spoil: (part: string) => Promise<void>;
};

/** What every store of remembered pages promises. */
export function pageStoreContract(open: () => OpenPageStore): void {
  const signal = AbortSignal.timeout(60_000);
  const page = {
    url: "https://news.example/a",
    contentType: "text/html",
    charset: "windows-1252",
    etag: '"1"',
    lastModified: "Mon, 12 Oct 2026 08:00:00 GMT",
  } as const;
  const kept = async (store: PageStore, text = `<p>Größe 😀 ${randomUUID()}`) => {
    const id = contentId(randomUUID());
    await store.keep({ contentId: id, page, text }, signal);
    return { id, text };
  };

  describe("remembering a page", () => {
    it("finds what was kept, with its text", async () => {
      const { store } = open();
      const { id, text } = await kept(store);
      const found = await store.find(id, signal);
      expect(found).toMatchObject(page);
      expect(found && (await store.read(found, signal))).toBe(text);
    });

    it("finds nothing for a page that was never kept", async () => {
      expect(await open().store.find(contentId(randomUUID()), signal)).toBeUndefined();
    });

    it("finds the latest of what was kept of one page", async () => {
      const { store } = open();
      const { id } = await kept(store);
      const { etag: _, ...untagged } = page;
      await store.keep({ contentId: id, page: { ...untagged, url: "https://news.example/b" }, text: "two" }, signal);
      const found = await store.find(id, signal);
      expect(found).toEqual({ ...untagged, url: "https://news.example/b", body: found?.body });
      expect(found && (await store.read(found, signal))).toBe("two");
    });

    it("keeps one text for many pages that say the same", async () => {
      const { store } = open();
      const text = `the same ${randomUUID()}`;
      const [first, second] = await Promise.all([kept(store, text), kept(store, text)]);
      const bodies = await Promise.all([first, second].map(({ id }) => store.find(id, signal)));
      expect(bodies[0]?.body).toBe(bodies[1]?.body);
    });

    it("reads no text that is gone or is not what was kept", async () => {
      const { store, spoil } = open();
      const { id } = await kept(store);
      const found = await store.find(id, signal);
      if (!found) throw new Error("The page is not found.");
      expect(await store.read({ ...found, body: "0".repeat(64) }, signal)).toBeUndefined();
      await spoil(found.body);
      expect(await store.read(found, signal)).toBeUndefined();
    });

    it("finds nothing where the record cannot be read", async () => {
      const { store, spoil } = open();
      const { id } = await kept(store);
      await spoil(id);
      expect(await store.find(id, signal)).toBeUndefined();
    });
  });
}
