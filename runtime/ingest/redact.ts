import { MAX_URL_BYTES } from "./classify.ts";

const USERINFO = /\/\/[^/?#]*@/g;

/** A submitted string as logs and records may hold it: what stands before an `@` in an authority is `***`, cut at 8,000 bytes. */
export function redact(url: string): string {
  const hidden = url.replace(USERINFO, "//***@");
  if (hidden.length <= MAX_URL_BYTES && Buffer.byteLength(hidden) <= MAX_URL_BYTES) return hidden;
  return wholeCharacters(Buffer.from(hidden.slice(0, MAX_URL_BYTES + 1)));
}

/** The bytes up to the limit, without the last character where the limit would cut it in half. */
function wholeCharacters(bytes: Buffer): string {
  let end = MAX_URL_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}
