import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { Failure } from "../../domain/failure.ts";
import type { MigrationArchive } from "../ports.ts";
import { type Call, calling } from "./call-failure.ts";
import { ONE_TRY } from "./client-options.ts";

export type MigrationArchiveOptions = {
  readonly bucket: string;
  /** Region, credentials and endpoint where they are not those of the standard environment. */
  readonly client?: S3ClientConfig;
};

/** Objects of runs in a bucket; another body under a key that is taken is refused with `internal`. Each call is tried once. */
export function migrationArchive({ bucket, client: config = {} }: MigrationArchiveOptions): MigrationArchive {
  const client = new S3Client({ ...ONE_TRY, ...config });
  const call = (what: string, action: string): Call => ({ what, action: `s3:${action}`, on: `the bucket ${bucket}` });

  const get: MigrationArchive["get"] = (key, signal) =>
    calling(
      call(`reading ${key}`, "GetObject"),
      async () => {
        try {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
            abortSignal: signal,
          });
          return await Body?.transformToByteArray();
        } catch (error) {
          if (error instanceof NoSuchKey) return undefined;
          throw error;
        }
      },
      signal,
    );

  return {
    get,
    put: (key, body, signal) =>
      calling(
        call(`writing ${key}`, "PutObject"),
        async () => {
          const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, IfNoneMatch: "*" });
          try {
            await client.send(command, { abortSignal: signal });
          } catch (error) {
            if (!isTaken(error)) throw error;
            const there = await get(key, signal);
            if (there !== undefined && Buffer.compare(there, body) === 0) return;
            throw new Failure("internal", `The object ${key} is there already and holds something else.`, {
              cause: error,
              reason: "archive-conflict",
            });
          }
        },
        signal,
      ),
    async *list(prefix, signal) {
      let token: string | undefined;
      do {
        const command: ListObjectsV2Command = new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ContinuationToken: token,
        });
        const listing = (): Promise<ListObjectsV2CommandOutput> => client.send(command, { abortSignal: signal });
        const answer = await calling(call(`listing ${prefix}`, "ListBucket"), listing, signal);
        for (const { Key } of answer.Contents ?? []) if (Key !== undefined) yield Key;
        token = answer.NextContinuationToken;
      } while (token !== undefined);
    },
  };
}

/** 412: the key is taken. 409: somebody is writing it at this moment. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && /^(PreconditionFailed|ConditionalRequestConflict)$/.test(error.name);
}
