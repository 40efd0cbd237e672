/** How far into a text characters are looked for that no page has. */
const SNIFFED_LENGTH = 1024;

/** Whether a decoded body is something else than the text that its header announces: an image, an archive, a PDF. */
export function isBinary(text: string): boolean {
  return text.startsWith("%PDF-") || text.slice(0, SNIFFED_LENGTH).includes("\0");
}
