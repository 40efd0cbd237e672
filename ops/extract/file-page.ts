import { type FileHandle, open } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Failure } from "../../runtime/domain/failure.ts";
import { decode } from "../../runtime/extract/fetch/decode.ts";
import { FETCH_LIMITS } from "../../runtime/extract/fetch/fetch-limits.ts";
import { tooLarge } from "../../runtime/extract/fetch/read-body.ts";
import type { Page, PageType } from "../../runtime/extract/page.ts";

/** Endings of names that say what a file is; every other is taken for HTML. */
const TYPES: Readonly<Record<string, PageType>> = {
  ".txt": "text/plain",
  ".text": "text/plain",
  ".xhtml": "application/xhtml+xml",
  ".xht": "application/xhtml+xml",
};

const CHUNK_BYTES = 256 * 1024;

/** So far into a file a NUL tells that it holds no text; with a byte-order mark of UTF-16 it does not. */
const PRESCAN_BYTES = 1024;

export type PageFile = { path: string; url?: string; maxBytes?: number };

/**
 * A file as if it had been fetched, bounded and decoded like a page from the web. Throws `not-found`, `page-unreachable` for
 * a file that cannot be read, `page-unsupported` for a folder or binary data, `page-too-large`, `invalid-request` for its URL.
 */
export async function readPageFile({ path, url, maxBytes = FETCH_LIMITS.pageBytes }: PageFile): Promise<Page> {
  const address = addressOf({ path, url });
  const bytes = await readBytes(path, maxBytes);
  if (isBinary(bytes)) {
    throw new Failure("page-unsupported", `${path} is not HTML or plain text.`, { reason: "content-type" });
  }
  const { text, charset } = decode(bytes, undefined);
  const contentType = TYPES[extname(path).toLowerCase()] ?? "text/html";
  return { url: address, status: 200, contentType, charset, html: text, fetchedAt: Date.now() };
}

/** The address a file is given: its own on the web, else one under a name that leads nowhere (RFC 2606). */
function addressOf({ path, url }: { path: string; url: string | undefined }): string {
  if (url === undefined) return `https://file.invalid/${encodeURIComponent(basename(path))}`;
  const parsed = URL.parse(url);
  if (parsed === null) {
    throw new Failure("invalid-request", `"${url}" is not a URL; give the whole address, with https://.`);
  }
  parsed.hash = "";
  return parsed.href;
}

async function readBytes(path: string, maxBytes: number): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await bounded(file, maxBytes);
  } catch (error) {
    throw error instanceof Error && "code" in error && !(error instanceof Failure) ? fileFailure(path, error) : error;
  } finally {
    await file?.close();
  }
}

async function bounded(file: FileHandle, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES);
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
    if (length > maxBytes) throw tooLarge(maxBytes, "in its file");
  }
}

function fileFailure(path: string, error: Error & { code: unknown }): Failure {
  const reason = String(error.code);
  if (reason === "ENOENT") return new Failure("not-found", `There is no file ${path}.`, { cause: error });
  if (reason === "EISDIR") {
    return new Failure("page-unsupported", `${path} is a folder; name the pages in it.`, { reason, cause: error });
  }
  return new Failure("page-unreachable", `${path} cannot be read (${reason}).`, { reason, cause: error });
}

function isBinary(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !marked && bytes.subarray(0, PRESCAN_BYTES).includes(0);
}
