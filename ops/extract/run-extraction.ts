import type { Writable } from "node:stream";
import type { AskModel } from "../../runtime/extract/engine.ts";
import { fetchPage } from "../../runtime/extract/fetch/fetch-page.ts";
import { robotsCache } from "../../runtime/extract/fetch/robots-cache.ts";
import { badInput } from "../failure.ts";
import { answerStream } from "../output/answer-stream.ts";
import type { Progress } from "../output/progress.ts";
import { inOrder } from "./in-order.ts";
import type { ExtractPlan } from "./options.ts";
import { outcomeLine } from "./outcome-line.ts";
import { outcomeText } from "./outcome-text.ts";
import { readPageList } from "./page-list.ts";
import { extractPage, type PageOutcome } from "./page-outcome.ts";
import type { PageTask } from "./page-source.ts";

/** How many pages are on their way at a time. */
const AT_A_TIME = 8;

/** What a person reads is laid out for this many columns where the terminal does not say, and within these bounds. */
const COLUMNS = { usual: 80, least: 40, most: 110 };

export type ExtractionRun = {
  plan: ExtractPlan;
  askModel: AskModel | undefined;
  json: boolean;
  /** The list, where the plan names no pages. */
  input: AsyncIterable<Uint8Array>;
  output: Writable & { columns?: number };
  /** Is told of every page; absent where one page is all. */
  progress: Progress | undefined;
};

/** Extracts from every page of a plan and prints what came out, in order; the exit code is 1 where a page failed. */
export async function runExtraction(run: ExtractionRun): Promise<0 | 1> {
  const { signal } = new AbortController();
  const { askModel, output, progress } = run;
  const fetching = { allowedTargets: run.plan.allowedTargets, robots: robotsCache() };
  const fetchUrl = (url: string, inner: AbortSignal) => fetchPage({ ...fetching, url }, inner);
  const answers = answerStream(output);
  const outcomes = inOrder({
    items: tasksOf(run),
    limit: AT_A_TIME,
    work: (task) => extractPage({ ...task, fetchUrl, askModel }, signal),
  });
  const print = printer(run);
  let [pages, failures] = [0, 0];
  try {
    for await (const outcome of outcomes) {
      const failed = "failure" in outcome;
      pages += 1;
      if (failed) failures += 1;
      progress?.step({ failed });
      if (!(await answers.write(print(outcome)))) return failures > 0 ? 1 : 0;
    }
  } finally {
    if (pages > 0) progress?.end();
  }
  if (pages === 0) throw badInput("There is no page to extract from.", "Name a file or a URL: ops extract page.html");
  return failures > 0 ? 1 : 0;
}

async function* tasksOf({ plan: { sources, params }, input }: ExtractionRun): AsyncGenerator<PageTask> {
  if (sources) yield* sources.map((source) => ({ source, params }));
  else yield* readPageList({ chunks: input, params });
}

function printer({ plan, json, output }: ExtractionRun): (outcome: PageOutcome) => string {
  const alone = plan.sources?.length === 1;
  if (json) return (outcome) => `${outcomeLine({ outcome, alone })}\n`;
  const columns = Math.max(COLUMNS.least, Math.min(COLUMNS.most, output.columns ?? COLUMNS.usual));
  return (outcome) =>
    alone
      ? `${outcomeText({ outcome, alone, width: columns })}\n`
      : `${outcomeText({ outcome, alone, width: columns - 2 })}\n\n`;
}
