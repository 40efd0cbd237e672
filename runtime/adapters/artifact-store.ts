import { createHash } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { calling } from "./aws-failure.ts";

/** Bytes by their content: the same bytes have one key, and what a key holds never changes. */
export type ArtifactStore = {
  /** Stores the bytes and returns their key. */
  put(bytes: Uint8Array, signal: AbortSignal): Promise<string>;
  get(key: string, signal: AbortSignal): Promise<Uint8Array>;
};

/** The key of JSON bytes: the SHA-256 of what they are. */
export function artifactKey(bytes: Uint8Array): string {
  return `results/${createHash("sha256").update(bytes).digest("hex")}.json`;
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
    get: (key, signal) =>
      calling(
        "reading the result",
        async () => {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
            abortSignal: signal,
          });
          if (Body === undefined) throw new Error(`Object ${key} has no body.`);
          return Body.transformToByteArray();
        },
        signal,
      ),
  };
}
