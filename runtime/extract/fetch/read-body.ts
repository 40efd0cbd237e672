import type { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import { Failure } from "../../domain/failure.ts";

/** A window of 8 MB is all that a content coding may ask for (RFC 9659). */
const ZSTD_WINDOW = { params: { [constants.ZSTD_d_windowLogMax]: 23 } };

/** Makes what unpacks a coding, from the first byte of the body. */
const DECODERS: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  // Some servers leave out the header of zlib that the coding asks for.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(ZSTD_WINDOW),
};

/** The content codings that a request may ask for. */
export const ACCEPTED_ENCODINGS = "gzip, br, zstd, deflate";

export type BodyLimits = { wireBytes: number; pageBytes: number };

export type BodyReading = {
  body: Readable;
  /** The Content-Encoding header. */
  encoding: string | undefined;
  limits: BodyLimits;
  /** What becomes of an unpacked body that is too large: nothing at all, or its start alone. */
  overflow: "refuse" | "cut";
};

/** The whole body, decompressed; throws `page-too-large` as soon as a cap is passed and `page-unsupported` for an unknown coding. */
export async function readBody(
  { body, encoding, limits, overflow }: BodyReading,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const coding = (encoding ?? "").trim().toLowerCase() || "identity";
  if (coding !== "identity" && !Object.hasOwn(DECODERS, coding)) {
    throw new Failure("page-unsupported", `The page is packed as "${coding.slice(0, 50)}", which is not read here.`, {
      reason: "encoding",
    });
  }
  const wire = capped({ source: body, bytes: limits.wireBytes, how: "as sent" });
  const first = await wire.next();
  if (first.done) return new Uint8Array();
  const chunks: Buffer[] = [];
  const enough = new Error("The start is enough.");
  const collect = async (source: AsyncIterable<Buffer>) => {
    let room = limits.pageBytes;
    for await (const chunk of source) {
      chunks.push(chunk.subarray(0, room));
      room -= chunk.length;
      if (room < 0) throw overflow === "cut" ? enough : tooLarge(limits.pageBytes, "when unpacked");
    }
  };
  const decoder = DECODERS[coding]?.(first.value[0] ?? 0);
  try {
    if (decoder) await pipeline(joined(first.value, wire), decoder, collect, { signal });
    else await pipeline(joined(first.value, wire), collect, { signal });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return Buffer.concat(chunks);
}

async function* capped({ source, bytes, how }: { source: AsyncIterable<Buffer>; bytes: number; how: string }) {
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    if (seen > bytes) throw tooLarge(bytes, how);
    yield chunk;
  }
}

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>) {
  yield first;
  yield* rest;
}

/** The failure of a page that passes one of the caps on its size. */
export function tooLarge(bytes: number, how: string): Failure {
  return new Failure("page-too-large", `The page has more than ${bytes} bytes ${how}; ask for a smaller page.`);
}
