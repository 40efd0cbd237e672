/** How far into the bytes a declaration is looked for; browsers promise 1,024, and read on when it comes later. */
const PRESCAN_BYTES = 8 * 1024;

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const XML = /^\s*<\?xml\s[^<>]*?encoding\s*=\s*["']([^"'<>]+)/i;
const META = /<meta\s[^<>]*?charset\s*=\s*["']?\s*([^\s"'/<>;]+)/i;

/** The charset that markup names, in an XML declaration or a meta element; undefined where it names none. */
export function declaredCharset(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, PRESCAN_BYTES)).toString("latin1").replace(COMMENT, "");
  const label = (XML.exec(start) ?? META.exec(start))?.[1]?.toLowerCase();
  // Markup that can be read to name it is no UTF-16, whatever it says.
  return label?.startsWith("utf-16") ? "utf-8" : label;
}
