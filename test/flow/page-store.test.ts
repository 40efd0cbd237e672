import { ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { pageStore } from "../../runtime/adapters/page-store.ts";
import { contentId } from "../../runtime/ingest/content-id.ts";
import { pageStoreContract } from "../contract/page-store.ts";
import { emulatedBucket } from "./emulated-tables.ts";

describe("the store of remembered pages in S3", async () => {
  const bucket = await emulatedBucket();
  const store = pageStore(bucket);

  pageStoreContract(() => ({
    store,
    async spoil(part) {
      const { Contents = [] } = await bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.bucket }));
      for (const { Key } of Contents.filter((object) => object.Key?.includes(part))) {
        await bucket.client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key, Body: "spoilt" }));
      }
    },
  }));

  it("says so when the bucket cannot be reached", async () => {
    const gone = pageStore({ ...bucket, bucket: "no-such-bucket" });
    await expect(gone.find(contentId("x"), AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: "internal" });
  });

  it("gives up when the caller's time is over", async () => {
    await expect(store.find(contentId("x"), AbortSignal.abort())).rejects.toMatchObject({ code: "deadline-exceeded" });
  });
});
