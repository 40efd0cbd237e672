import { type AskModel, extract } from "../../../runtime/extract/engine.ts";
import type { Page } from "../../../runtime/extract/page.ts";
import { reducePage } from "../../../runtime/extract/reduce/reduce.ts";

type Running = { page: Page; params?: Record<string, unknown>; askModel?: AskModel };

/** What the engine makes of a page, and the words that each place in its evidence stands for. */
export async function run({ page, params = {}, askModel }: Running) {
  const fetchPage = async () => page;
  const job = { url: "https://a.example/", params, fetchPage, ...(askModel ? { askModel } : {}) };
  const { result, pageUrl } = await extract(job, AbortSignal.timeout(5_000));
  const { text } = reducePage(page);
  const words = Object.entries(result.evidence).map(([pointer, { start, end }]) => [pointer, text.slice(start, end)]);
  return { result, pageUrl, words: Object.fromEntries(words) as Record<string, string> };
}
