import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

/** The main text as the peer sees it, from the same markup: Readability with its own settings on a linkedom document. */
export function readabilityText(html: string): string {
  return new Readability(parseHTML(html).document as never).parse()?.textContent ?? "";
}
