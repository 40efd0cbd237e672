import { styleText } from "node:util";
import { printable } from "../output/printable.ts";
import type { PageOutcome } from "./page-outcome.ts";
import { nameOf } from "./page-source.ts";
import { pageText } from "./page-text.ts";

/** One outcome for a person; in a list the page's name stands above it. */
export function outcomeText({
  outcome,
  alone,
  width,
}: {
  outcome: PageOutcome;
  alone: boolean;
  width: number;
}): string {
  const name = printable(nameOf(outcome.source));
  if ("failure" in outcome) {
    return `${styleText("red", "✗")} ${name}\n  ${printable(outcome.failure.message)} (${outcome.failure.code})`;
  }
  const { result, text } = outcome;
  const page = pageText({ result, text, width });
  return alone ? page : `${styleText("green", "✓")} ${name}\n${page.replace(/^(?=.)/gm, "  ")}`;
}
