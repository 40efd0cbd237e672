import { reducePage } from "../runtime/extract/reduce/reduce.ts";
import { type CorpusPage, readCorpus } from "./page-corpus.ts";
import { readabilityText } from "./peers/readability.ts";
import { median, type Row } from "./row.ts";
import { matchShingles, type Score, scoreOf } from "./shingle-match.ts";

const RUNS = 5;

/** The least share of the peer's pages a second: the same work in 1.1 times its time. */
const LEAST = 1 / 1.1;

type Extractor = (html: string) => string;

/** Markup to main text with metadata, against main text alone; on the pages of a folder, or on our own. */
export function extractPages(folder: string | undefined): Row {
  return {
    name: "extract-pages",
    work: `markup to main text and metadata, ${folder ?? "test/cases/pages"}`,
    peer: "@mozilla/readability 0.6 + linkedom, main text alone",
    target: { text: "F1 above it; time ≤ 1.1 ×", met: (ratio) => ratio >= LEAST },
    async measure(signal) {
      const pages = readCorpus(folder);
      const scores = { ours: score(pages, ourText), peer: score(pages, readabilityText) };
      const notes = [note("ours", scores.ours, pages), note("peer", scores.peer, pages)];
      if (scores.ours.f1 <= scores.peer.f1) throw new Error(`The F1 is not above the peer's: ${notes.join("; ")}`);
      const spent = pages.map(({ html }) => {
        signal.throwIfAborted();
        return mediansOf(html);
      });
      const rate = (side: keyof Spent) => (pages.length * 1000) / spent.reduce((sum, page) => sum + page[side], 0);
      return { ours: rate("ours"), peer: rate("peer"), unit: "pages/s", notes };
    },
  };
}

/** How well an extractor finds the expected texts of a corpus, on the article extraction benchmark's metric. */
export function score(pages: readonly CorpusPage[], extract: Extractor): Score {
  return scoreOf(pages.map(({ html, expected }) => matchShingles({ expected, actual: extract(html) })));
}

/** The main text as extraction sees it. */
export function ourText(html: string): string {
  return reducePage({ html, contentType: "text/html" }).article.text;
}

type Spent = { readonly ours: number; readonly peer: number };

/** What both take for one page, in milliseconds: medians of runs in turns, so that a pause of the machine, or one for the other's garbage, counts for neither. */
function mediansOf(html: string): Spent {
  const spent = { ours: [] as number[], peer: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    spent.ours.push(time(ourText, html));
    spent.peer.push(time(readabilityText, html));
  }
  return { ours: median(spent.ours), peer: median(spent.peer) };
}

function time(extract: Extractor, html: string): number {
  const started = performance.now();
  extract(html);
  return performance.now() - started;
}

function note(who: string, { f1, precision, recall }: Score, pages: readonly CorpusPage[]): string {
  const figures = [`F1 ${f1.toFixed(4)}`, `precision ${precision.toFixed(4)}`, `recall ${recall.toFixed(4)}`];
  return `  extract-pages: ${who} ${figures.join(", ")} on ${pages.length} pages`;
}
