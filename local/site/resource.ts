import { createHash } from "node:crypto";

/** What an address holds: bytes, or a stream of them that never tells its length. */
export interface Resource {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | ((signal: AbortSignal) => AsyncIterable<Buffer>);
}

/** A resource that can be asked for again: it carries an ETag of its bytes and the time of its last change. */
export function lasting({ bytes, type, modified }: { bytes: Buffer; type: string; modified: string }): Resource {
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  return { status: 200, headers: { "content-type": type, ...validators({ etag, modified }) }, body: bytes };
}

/** The headers by which a client asks whether its copy is still good. */
export function validators({ etag, modified }: { etag: string; modified: string }): Readonly<Record<string, string>> {
  return { etag, "last-modified": new Date(modified).toUTCString(), "cache-control": "no-cache" };
}

/** A short text for a reader who asked for something that cannot be. */
export function plain({
  status,
  text,
  headers = {},
}: {
  status: number;
  text: string;
  headers?: Readonly<Record<string, string>>;
}): Resource {
  const type = { "content-type": "text/plain; charset=utf-8" };
  return { status, headers: { ...type, ...headers }, body: Buffer.from(`${text}\n`) };
}
