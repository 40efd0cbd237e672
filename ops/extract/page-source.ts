import type { JobParams } from "../../runtime/domain/request.ts";

/** Where one page comes from: a file, with the address it has on the web where that is known, or the web itself. */
export type PageSource =
  | { readonly file: string; readonly url?: string }
  | { readonly url: string; readonly file?: never };

/** One page to extract from, and what to ask of it. */
export type PageTask = { readonly source: PageSource; readonly params: JobParams };

const SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

/** What a word of the command line names: a URL where it starts with a scheme and `//`, else a file. */
export function sourceOf(word: string): PageSource {
  return SCHEME.test(word) ? { url: word } : { file: word };
}

/** The source as a person gave it. */
export function nameOf(source: PageSource): string {
  return source.file ?? source.url;
}
