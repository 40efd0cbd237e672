import { randomUUID } from "node:crypto";
import { S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { migrationArchive } from "../../runtime/migrating/aws/migration-archive.ts";
import { faultyRequestHandler } from "../contract/faulty-request-handler.ts";
import { migrationArchiveContract } from "../contract/migration-archive.ts";
import { emulatedBucket, emulatedOptions } from "./emulated-tables.ts";

const signal = AbortSignal.timeout(120_000);
const options = emulatedOptions();

describe("the archive of runs in a bucket", async () => {
  const { bucket } = await emulatedBucket();
  const archive = migrationArchive({ bucket, client: { ...options, forcePathStyle: true } });

  migrationArchiveContract(async () => archive);

  it("refuses another body under a key that is taken", async () => {
    const key = `migrations/${randomUUID()}`;
    await archive.put(key, Buffer.from("a"), signal);
    await expect(archive.put(key, Buffer.from("b"), signal)).rejects.toMatchObject({ reason: "archive-conflict" });
    expect(Buffer.from((await archive.get(key, signal)) ?? []).toString()).toBe("a");
  });

  it("names a bucket that is not there", async () => {
    const gone = migrationArchive({ bucket: "no-such-bucket", client: { ...options, forcePathStyle: true } });
    await expect(gone.get("a", signal)).rejects.toMatchObject({ code: "not-found" });
    await expect(gone.put("a", new Uint8Array(), signal)).rejects.toMatchObject({ code: "not-found" });
  });

  it("throws after one try when a request goes wrong", async () => {
    const inner = new S3Client(options).config.requestHandler;
    const { handler } = faultyRequestHandler({ inner, seed: 1, share: 1, faults: ["throttled"] });
    const slow = migrationArchive({ bucket, client: { ...options, forcePathStyle: true, requestHandler: handler } });
    await expect(slow.get("a", signal)).rejects.toMatchObject({ code: "unavailable", reason: "throttled" });
  });
});
