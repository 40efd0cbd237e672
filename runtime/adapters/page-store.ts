import { createHash } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import * as z from "zod/mini";
import { calling } from "./aws-failure.ts";

const StoredPage = z.object({
  url: z.string().check(z.minLength(1)),
  contentType: z.enum(["text/html", "application/xhtml+xml", "text/plain"]),
  charset: z.string().check(z.minLength(1)),
  etag: z.optional(z.string()),
  lastModified: z.optional(z.string()),
  /** SHA-256 of the page's text in UTF-8, in 64 lower-case hexadecimal digits: also its place. */
  body: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type StoredPage = z.infer<typeof StoredPage>;

/** What is remembered of pages that were fetched: a record by content id, the text by its own hash. */
export type PageStore = {
  /** Undefined for a page that was never kept, and for a record that cannot be read. */
  find(contentId: string, signal: AbortSignal): Promise<StoredPage | undefined>;
  /** The text; undefined where it is gone, or is not what was stored. */
  read(page: StoredPage, signal: AbortSignal): Promise<string | undefined>;
  /** Takes the place of what was remembered under the content id before. */
  keep(input: { contentId: string; page: Omit<StoredPage, "body">; text: string }, signal: AbortSignal): Promise<void>;
};

/** Bytes under keys. */
export type PageObjects = {
  get(key: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array, signal: AbortSignal): Promise<void>;
};

/** Pages in any store of bytes. */
export function pageStoreOver({ get, put }: PageObjects): PageStore {
  return {
    async find(contentId, signal) {
      const bytes = await get(recordKey(contentId), signal);
      return bytes === undefined ? undefined : StoredPage.safeParse(jsonIn(bytes)).data;
    },
    async read({ body }, signal) {
      const bytes = await get(textKey(body), signal);
      return bytes === undefined || digestOf(bytes) !== body ? undefined : Buffer.from(bytes).toString("utf8");
    },
    async keep({ contentId, page, text }, signal) {
      const bytes = Buffer.from(text);
      const body = digestOf(bytes);
      const record = Buffer.from(JSON.stringify({ ...page, body } satisfies StoredPage));
      // A record whose text did not arrive is as good as none, so neither waits for the other.
      await Promise.all([put(textKey(body), bytes, signal), put(recordKey(contentId), record, signal)]);
    },
  };
}

export type PageBucket = { readonly client: S3Client; readonly bucket: string };

/** Pages in a bucket; throws `unavailable`, `deadline-exceeded` or `internal` when it cannot be reached. */
export function pageStore({ client, bucket }: PageBucket): PageStore {
  return pageStoreOver({
    get: (key, signal) =>
      calling(
        "reading a remembered page",
        async () => {
          const command = new GetObjectCommand({ Bucket: bucket, Key: key });
          try {
            const { Body } = await client.send(command, { abortSignal: signal });
            return await Body?.transformToByteArray();
          } catch (error) {
            if (isAbsent(error)) return undefined;
            throw error;
          }
        },
        signal,
      ),
    put: (key, bytes, signal) =>
      calling(
        "remembering a page",
        async () => {
          const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes });
          await client.send(command, { abortSignal: signal });
        },
        signal,
      ),
  });
}

/** S3 answers 403 instead of 404 for an object that is not there to whoever may not list the bucket, as our functions. */
function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error.name === "NoSuchKey" || error.name === "AccessDenied");
}

function recordKey(contentId: string): string {
  return `pages/${contentId}.json`;
}

function textKey(digest: string): string {
  return `page-texts/${digest}`;
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
