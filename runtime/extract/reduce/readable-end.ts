/** How deep elements may be nested. Parsers and readers climb from every node, so depth multiplies their work. */
const MAX_DEPTH = 250;

/** How many tags are read; a page of more is a listing without end. */
const MAX_TAGS = 100_000;

/** Elements without content, and those that the next of their kind closes: they do not nest by themselves. */
const FLAT = new Set(
  (
    "area base br col embed hr img input link meta param source track wbr html head body p li dt dd tr td th tbody thead " +
    "tfoot option optgroup rt rp"
  ).split(" "),
);

/** Elements whose content is text, whatever it looks like. */
const RAW = new Set(["script", "style", "textarea", "title"]);

const TAG = /(\/?)([a-z][a-z0-9:-]{0,30})/iy;

/** Where a page's markup becomes too much for its readers, nested too deeply or with too many tags; its length where it does not. */
export function readableEnd(markup: string): number {
  let depth = 0;
  let tags = 0;
  let at = markup.indexOf("<");
  while (at >= 0) {
    const [, slash, name = ""] = tagAt(markup, at + 1);
    const kind = name.toLowerCase();
    const end = markup.indexOf(">", at);
    if (end < 0) break;
    if (slash === "/") depth -= FLAT.has(kind) || depth === 0 ? 0 : 1;
    else if (kind !== "" && !FLAT.has(kind) && !RAW.has(kind) && markup[end - 1] !== "/") depth += 1;
    tags += 1;
    if (depth > MAX_DEPTH || tags > MAX_TAGS) return at;
    at = markup.indexOf("<", contentEnd({ markup, at, end, kind: slash === "/" ? "" : kind }));
    if (at === -1) break;
  }
  return markup.length;
}

type Tag = { markup: string; at: number; end: number; kind: string };

/** Where the next tag is looked for: after a comment, or after the text of an element that holds nothing but text. */
function contentEnd({ markup, at, end, kind }: Tag): number {
  if (markup.startsWith("<!--", at)) return after(markup.indexOf("-->", at), markup);
  if (!RAW.has(kind)) return kind === "" ? at + 1 : end + 1;
  const close = new RegExp(`</${kind}`, "gi");
  close.lastIndex = end;
  return after(close.exec(markup)?.index ?? -1, markup);
}

function after(index: number, markup: string): number {
  return index < 0 ? markup.length : index + 2;
}

function tagAt(markup: string, index: number): RegExpExecArray | readonly [] {
  TAG.lastIndex = index;
  return TAG.exec(markup) ?? [];
}
