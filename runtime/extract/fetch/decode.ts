import { TextDecoder } from "node:util";
import { declaredCharset } from "./declared-charset.ts";

/** First bytes that announce an encoding: byte-order marks, and the first character of markup in UTF-16. */
const STARTS: readonly (readonly [start: readonly number[], label: string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xff, 0xfe], "utf-16le"],
  [[0x3c, 0x00], "utf-16le"],
  [[0x00, 0x3c], "utf-16be"],
];

/** A body as text: by its first bytes, the header's charset, the markup's own, else UTF-8 if it is that, else windows-1252. */
export function decode(body: Uint8Array, headerCharset: string | undefined): { text: string; charset: string } {
  const announced = decoderFor(STARTS.find(([start]) => start.every((byte, index) => body[index] === byte))?.[1]);
  const decoder = announced ?? decoderFor(headerCharset) ?? decoderFor(declaredCharset(body));
  if (decoder) return { text: decoder.decode(body), charset: decoder.encoding };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(body), charset: "utf-8" };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder("windows-1252").decode(body), charset: "windows-1252" };
  }
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
