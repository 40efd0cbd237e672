import { readPage } from "../reading/page-text.ts";
import { fill } from "./fill.ts";
import type { Schema } from "./schema.ts";

/** Fills a schema from a page's text by rules; the value is valid for the schema whatever the text says. */
export function extract({
  schema,
  page,
  instructions = "",
}: {
  schema: Schema;
  page: string;
  instructions?: string;
}): unknown {
  return fill({ schema, root: schema, scope: readPage(page), words: [], instructions, depth: 0, open: new Set(["#"]) })
    .value;
}
