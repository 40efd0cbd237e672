import type { DeadLetterReason } from "./reasons.ts";

const HOST = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;
const PORT = /^:\d{1,5}(?:[/?#]|$)/;
const SCHEME = /^[a-z][a-z0-9+.-]*$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
const BACKSLASH_EARLY = /^[^?#\\]*\\/;

/** A submitted string without leading and trailing U+0000 to U+0020. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
}

/** What is wrong with a trimmed string before any parser sees it (steps C1 to C8), or undefined. */
export function syntaxProblem(text: string, maxBytes: number): DeadLetterReason | undefined {
  if (text === "") return "empty";
  const scheme = schemeProblem(text);
  if (scheme) return scheme;
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) return "too-long";
  if (CONTROL.test(text) || !text.isWellFormed() || BACKSLASH_EARLY.test(text)) return "malformed";
  return authorityProblem(text);
}

function schemeProblem(text: string): DeadLetterReason | undefined {
  const colon = text.indexOf(":");
  // URL parsers skip these three inside a scheme, so a scheme that hides behind them is still read.
  const head = colon < 0 ? "" : text.slice(0, colon).replace(/[\t\n\r]/g, "");
  const tail = colon < 0 ? "" : text.slice(colon, colon + 7);
  if (/^file$/i.test(head) || text.startsWith("\\\\") || (/^[a-z]$/i.test(head) && /^:[/\\]/.test(tail))) {
    return "local-file";
  }
  if (!SCHEME.test(head) || (HOST.test(head) && PORT.test(tail))) return "no-scheme";
  return /^https?$/i.test(head) ? undefined : "unsupported-scheme";
}

function authorityProblem(text: string): DeadLetterReason | undefined {
  const [, slashes, authority = ""] = /^[^:]*:(\/\/)?([^/?#]*)/.exec(text) ?? [];
  if (slashes === undefined) return "no-host";
  if (authority.includes("@")) return "credentials-in-url";
  return authority === "" || authority.startsWith(":") ? "no-host" : undefined;
}
