import { readFileSync } from "node:fs";
import type { Page } from "../../../runtime/extract/page.ts";

/** A page of this folder as if it had been fetched. */
export function fixture(name: string): Page {
  return pageOf(readFileSync(new URL(`pages/${name}.html`, import.meta.url), "utf8"));
}

export function pageOf(html: string): Page {
  return {
    url: "https://www.example.com/page",
    status: 200,
    contentType: "text/html",
    charset: "utf-8",
    html,
    fetchedAt: 1_790_000_000_000,
  };
}
