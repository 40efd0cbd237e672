import { TextDecoder } from "node:util";

/** Byte-order marks and the encodings they announce. */
const MARKS: readonly (readonly [mark: readonly number[], label: string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xff, 0xfe], "utf-16le"],
];

/** How far into the bytes a declaration in the markup is looked for. */
const PRESCAN_BYTES = 1024;

const META = /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i;

/** A body as text: by its byte-order mark, the header's charset, the markup's own, else UTF-8 if it is that, else windows-1252. */
export function decode(body: Uint8Array, headerCharset: string | undefined): { text: string; charset: string } {
  const decoder =
    decoderFor(MARKS.find(([mark]) => mark.every((byte, index) => body[index] === byte))?.[1]) ??
    decoderFor(headerCharset) ??
    decoderFor(declaredCharset(body));
  if (decoder) return { text: decoder.decode(body), charset: decoder.encoding };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(body), charset: "utf-8" };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder("windows-1252").decode(body), charset: "windows-1252" };
  }
}

/** The charset that a meta element names; markup that can be read to name it is no UTF-16, whatever it says. */
function declaredCharset(body: Uint8Array): string | undefined {
  const label = META.exec(Buffer.from(body.subarray(0, PRESCAN_BYTES)).toString("latin1"))?.[1]?.toLowerCase();
  return label?.startsWith("utf-16") ? "utf-8" : label;
}

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
