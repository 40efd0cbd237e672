import { hash } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { Failure } from "../domain/failure.ts";
import { calling } from "./aws-failure.ts";

/** Bytes by their content: the same bytes have one key, and what a key holds never changes. */
export type ArtifactStore = {
  /** Stores the bytes and returns their key. */
  put(bytes: Uint8Array, signal: AbortSignal): Promise<string>;
  /** Throws `invalid-record` with the reason `artifact-missing`, or `artifact-altered` when the bytes are no longer those of the key. */
  get(key: string, signal: AbortSignal): Promise<Uint8Array>;
};

/** The key of JSON bytes: the SHA-256 of what they are. */
export function artifactKey(bytes: Uint8Array): string {
  return `results/${hash("sha256", bytes, "hex")}.json`;
}

/** Artifacts in a bucket. */
export function artifactStore({ client, bucket }: { client: S3Client; bucket: string }): ArtifactStore {
  return {
    async put(bytes, signal) {
      const key = artifactKey(bytes);
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: "application/json" });
      await calling("storing the result", () => client.send(command, { abortSignal: signal }), signal);
      return key;
    },
    async get(key, signal) {
      const bytes = await calling("reading the result", () => body({ client, bucket, key }, signal), signal);
      if (artifactKey(bytes) !== key) {
        throw new Failure("invalid-record", `The artifact ${key} does not hold what it was made of. Restore it.`, {
          reason: "artifact-altered",
        });
      }
      return bytes;
    },
  };
}

type Wanted = { readonly client: S3Client; readonly bucket: string; readonly key: string };

async function body({ client, bucket, key }: Wanted, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new Failure("invalid-record", `The artifact ${key} is not there, or may not be read. Restore it.`, {
      cause,
      reason: "artifact-missing",
    });
  }
}

/** S3 answers 403 instead of 404 to who may not list the bucket. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof S3ServiceException) || error.name === "NoSuchBucket") return false;
  const status = error.$metadata.httpStatusCode;
  return status === 404 || status === 403;
}
