const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Every character of a charset of one or two bytes with its bytes, read off the platform's own decoder. */
function tableOf(charset: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset);
  const table = new Map<string, readonly number[]>();
  const note = (bytes: readonly number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && character !== "\ufffd" && !table.has(character)) table.set(character, bytes);
  };
  for (let first = 0; first < 256; first += 1) note([first]);
  for (let first = 0x81; first < 0xfd; first += 1) {
    for (let second = 0x40; second < 0xfd; second += 1) note([first, second]);
  }
  tables.set(charset, table);
  return table;
}

/** Writes a text in a charset (a label the platform decodes, of one or two bytes a character); throws where a character has no bytes there. */
export function encode({ text, charset }: { text: string; charset: string }): Buffer {
  if (charset === "utf-8") return Buffer.from(text);
  const table = tableOf(charset);
  const bytes = [...text].flatMap((character) => {
    const found = table.get(character);
    if (found === undefined) throw new RangeError(`The character '${character}' cannot be written in ${charset}.`);
    return found;
  });
  return Buffer.from(bytes);
}
