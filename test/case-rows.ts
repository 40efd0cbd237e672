import { readFileSync } from "node:fs";

/** The rows of a case file in test/cases, one JSON value per line. */
export function caseRows<Row>(name: string): Row[] {
  const text = readFileSync(new URL(`cases/${name}`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
}
