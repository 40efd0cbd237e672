import type { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Failure } from "../domain/failure.ts";

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The content codings that a request may ask for. */
export const ACCEPTED_ENCODINGS = "gzip, br, deflate";

export type BodyLimits = { wireBytes: number; pageBytes: number };

/** The whole body, decompressed; throws `page-too-large` as soon as either cap is passed and `page-unsupported` for an unknown coding. */
export async function readBody(
  { body, encoding, limits }: { body: Readable; encoding: string | undefined; limits: BodyLimits },
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const wire = capped(limits.wireBytes, "as sent");
  const page = capped(limits.pageBytes, "when unpacked");
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of page(source)) chunks.push(chunk);
  };
  const coding = (encoding ?? "identity").trim().toLowerCase();
  if (coding === "identity" || coding === "") {
    await pipeline(body, wire, collect, { signal });
  } else {
    const decoder = DECODERS[coding];
    if (!decoder) {
      throw new Failure("page-unsupported", `The page is packed as "${coding}", which cannot be unpacked here.`, {
        reason: "encoding",
      });
    }
    await pipeline(body, wire, decoder(), collect, { signal });
  }
  return Buffer.concat(chunks);
}

function capped(bytes: number, how: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let seen = 0;
    for await (const chunk of source) {
      seen += chunk.length;
      if (seen > bytes) throw tooLarge(bytes, how);
      yield chunk;
    }
  };
}

/** The failure of a page that passes one of the caps on its size. */
export function tooLarge(bytes: number, how: string): Failure {
  return new Failure("page-too-large", `The page has more than ${bytes} bytes ${how}; ask for a smaller page.`);
}
