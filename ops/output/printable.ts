/** What would move the cursor, recolour the terminal or turn the direction of text: a page must not write on an operator's screen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const COMMANDS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from elsewhere on one line, without what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(COMMANDS, " ").replace(/\s+/g, " ").trim();
}

/** At most `most` characters, with an ellipsis for what is left out. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, Math.max(0, most - 1))
        .join("")
        .trimEnd()}…`;
}

/** The words of one line on lines of at most `width` characters; a longer word stands on a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
