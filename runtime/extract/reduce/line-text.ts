/** Characters that show nothing: soft hyphen, zero-width space, word joiner, byte-order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** Stand-ins for the border between two cells and between a label and its value: characters that no text may contain. */
export const CELL = "\ufffe";
export const LABEL = "\uffff";

/** The parts of a line as a reader sees them: single spaces, cells divided by ` | `, a label and its value by `: `. */
export function lineText(parts: readonly string[]): string {
  return parts
    .join("")
    .replace(INVISIBLE, "")
    .split(CELL)
    .map((cell) =>
      cell
        .replace(/\s+/g, " ")
        .replace(/:? ?\uffff ?/g, ": ")
        .replace(/^: /, "")
        .trim(),
    )
    .filter((cell) => cell !== "")
    .join(" | ");
}
