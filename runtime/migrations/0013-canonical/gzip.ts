import { crc32, inflateRawSync } from "node:zlib";

/** What inflates to more is not read to its end. */
const MOST_BYTES = 1_638_400;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const MAGIC = [0x1f, 0x8b, 8];
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;

/** Optional parts of a member's header, in their order. */
const [HAS_CHECKSUM, HAS_EXTRA, HAS_NAME, HAS_COMMENT, RESERVED] = [2, 4, 8, 16, 0xe0];

export type Inflated = { readonly text: string } | { readonly problem: "unreadable" | "too-large" };

type Member = { readonly body: Buffer; readonly next: number };

const UNREADABLE = { problem: "unreadable" } as const;
const TOO_LARGE = { problem: "too-large" } as const;

/** The text in base64 of gzip (RFC 1952): one or more members, after them at most zero bytes. */
export function inflatedText(base64: string): Inflated {
  const bytes = BASE64.test(base64) ? Buffer.from(base64, "base64") : Buffer.alloc(0);
  if (bytes.toString("base64") !== base64) return UNREADABLE;
  const bodies: Buffer[] = [];
  let room = MOST_BYTES;
  let at = 0;
  do {
    const member = memberAt(bytes, at, room);
    if ("problem" in member) return member;
    bodies.push(member.body);
    room -= member.body.length;
    at = member.next;
  } while (bytes[at] === MAGIC[0]);
  if (bytes.subarray(at).some((byte) => byte !== 0)) return UNREADABLE;
  try {
    return { text: UTF8.decode(Buffer.concat(bodies)) };
  } catch {
    return UNREADABLE;
  }
}

function memberAt(bytes: Buffer, at: number, room: number): Member | typeof UNREADABLE | typeof TOO_LARGE {
  const start = bodyStart(bytes, at);
  if (start === undefined) return UNREADABLE;
  try {
    const { buffer: body, engine } = inflated(bytes.subarray(start), room + 1);
    if (body.length > room) return TOO_LARGE;
    const trailer = start + engine.bytesWritten;
    if (trailer + TRAILER_BYTES > bytes.length) return UNREADABLE;
    if (bytes.readUInt32LE(trailer) !== crc32(body) || bytes.readUInt32LE(trailer + 4) !== body.length) {
      return UNREADABLE;
    }
    return { body, next: trailer + TRAILER_BYTES };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? TOO_LARGE : UNREADABLE;
  }
}

/** What the compressed data hold, and with `bytesWritten` how many bytes they are. */
function inflated(data: Buffer, maxOutputLength: number): { buffer: Buffer; engine: { bytesWritten: number } } {
  // The types of Node do not know what `info` adds.
  return inflateRawSync(data, { info: true, maxOutputLength }) as unknown as ReturnType<typeof inflated>;
}

/** Where the compressed data of a member begin; undefined where its header is none. */
function bodyStart(bytes: Buffer, at: number): number | undefined {
  const flags = bytes[at + 3] ?? RESERVED;
  if (MAGIC.some((byte, index) => bytes[at + index] !== byte) || (flags & RESERVED) !== 0) return undefined;
  let end = at + HEADER_BYTES;
  if (flags & HAS_EXTRA) {
    if (end + 2 > bytes.length) return undefined;
    end += 2 + bytes.readUInt16LE(end);
  }
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, end);
    if (zero < 0) return undefined;
    end = zero + 1;
  }
  if (flags & HAS_CHECKSUM) {
    if (end + 2 > bytes.length || bytes.readUInt16LE(end) !== (crc32(bytes.subarray(at, end)) & 0xffff))
      return undefined;
    end += 2;
  }
  return end < bytes.length ? end : undefined;
}
