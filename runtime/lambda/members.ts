export type LogValue = string | number | boolean | null | undefined;
export type LogFields = { readonly [name: string]: LogValue };

/** How each name begins its member. Names stand in the code, so that there are few. */
const beginnings = new Map<string, string>();

/** A text as a JSON string. Most are plain, and looking is faster than escaping. */
export function quoted(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    if (!isPlain(text.charCodeAt(at))) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** Whether a character stands in a JSON string as it is: printable ASCII but for the quotation mark and the backslash. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code <= 0x7e && code !== 0x22 && code !== 0x5c;
}

/** Fields as they continue a JSON object: `,"a":1`; nothing for none, and nothing for one that is undefined. */
export function membersOf(fields: LogFields | undefined): string {
  let text = "";
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    text += `${beginnings.get(name) ?? beginning(name)}${typeof value === "string" ? quoted(value) : word(value)}`;
  }
  return text;
}

function beginning(name: string): string {
  const text = `,${JSON.stringify(name)}:`;
  beginnings.set(name, text);
  return text;
}

/** JSON has no word for a number that is not finite. */
function word(value: number | boolean | null): number | boolean | null {
  return typeof value !== "number" || Number.isFinite(value) ? value : null;
}
