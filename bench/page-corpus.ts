import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** A page and the main text that a reader takes from it. */
export type CorpusPage = { readonly name: string; readonly html: string; readonly expected: string };

/** Where this repository's own pages are: `NAME.html` and `NAME.txt`. */
const OWN = fileURLToPath(new URL("../test/cases/pages/", import.meta.url));

/** The pages of a folder, or this repository's own: either `NAME.html` beside `NAME.txt`, or the article extraction benchmark's `ground-truth.json` and `html/NAME.html.gz`. */
export function readCorpus(folder: string = OWN): CorpusPage[] {
  const pages = existsSync(join(folder, "ground-truth.json")) ? benchmarkPages(folder) : plainPages(folder);
  if (pages.length > 0) return pages;
  throw new Error(
    `${folder} holds no pages: it needs NAME.html with NAME.txt, or ground-truth.json with html/NAME.html.gz.`,
  );
}

function plainPages(folder: string): CorpusPage[] {
  const names = readdirSync(folder).filter((file) => file.endsWith(".html"));
  return names.map((file) => {
    const name = file.slice(0, -".html".length);
    const read = (ending: string) => readFileSync(join(folder, `${name}.${ending}`), "utf8");
    return { name, html: read("html"), expected: read("txt") };
  });
}

function benchmarkPages(folder: string): CorpusPage[] {
  const truth = JSON.parse(readFileSync(join(folder, "ground-truth.json"), "utf8")) as Record<
    string,
    { articleBody?: string }
  >;
  return Object.entries(truth).map(([name, { articleBody = "" }]) => ({
    name,
    html: gunzipSync(readFileSync(join(folder, "html", `${name}.html.gz`))).toString("utf8"),
    expected: articleBody,
  }));
}
