import normalizeUrl from "normalize-url";
import { classify } from "../runtime/ingest/classify.ts";
import { normalForm } from "../runtime/ingest/normalise.ts";
import { parseUrl } from "../runtime/ingest/parse.ts";
import { realLookingUrls } from "./real-looking-urls.ts";
import { median, type Row } from "./row.ts";

const URLS = 100_000;
const RUNS = 5;

/** Parses and normalises, against the package that does it for most. */
export const urlNormalise: Row = {
  name: "url-normalise",
  work: "100,000 real-looking URLs, parsed and normalised",
  peer: "normalize-url 10",
  target: { text: "≥ 5 ×", met: (ratio) => ratio >= 5 },
  async measure() {
    const urls = realLookingUrls(URLS);
    const seen = { ours: [] as number[], peer: [] as number[], classified: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      seen.ours.push(rate(urls, normalised));
      seen.peer.push(rate(urls, (url) => normalizeUrl(url)));
      seen.classified.push(rate(urls, classify));
    }
    const pages = new Set(urls.map(normalised)).size;
    const peerPages = new Set(urls.map((url) => normalizeUrl(url))).size;
    return {
      ours: median(seen.ours),
      peer: median(seen.peer),
      unit: "URLs/s",
      notes: [
        `  url-normalise: ${new Set(urls).size} different URLs are ${pages} pages here, ${peerPages} for the peer`,
        `  url-normalise: with classification and content id ${Math.round(median(seen.classified)).toLocaleString("en")} URLs/s`,
      ],
    };
  },
};

/** URLs a second. */
function rate(urls: readonly string[], work: (url: string) => unknown): number {
  const started = performance.now();
  for (const url of urls) work(url);
  return (urls.length * 1000) / (performance.now() - started);
}

function normalised(url: string): string {
  const parsed = parseUrl(url);
  if (parsed === undefined) throw new Error(`Not parsed: ${url}`);
  return normalForm(parsed);
}
