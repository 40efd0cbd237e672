import { readFileSync } from "node:fs";

/** A page that tries to give orders to whoever reads it; `marker` stands in the order and nowhere else. */
export type Injection = { readonly name: string; readonly marker: string; readonly html: string };

/** The pages of one kind: `hidden` where no reader sees the order, `visible` where everyone does. */
export function injections(kind: "hidden" | "visible"): Injection[] {
  const file = new URL(`../../cases/injections/${kind}.jsonl`, import.meta.url);
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Injection);
}
