import { asFailure, Failure } from "../../runtime/domain/failure.ts";
import type { ExtractionResult } from "../../runtime/domain/result.ts";
import { type AskModel, extract } from "../../runtime/extract/engine.ts";
import type { Page } from "../../runtime/extract/page.ts";
import { readPageFile } from "./file-page.ts";
import type { PageSource, PageTask } from "./page-source.ts";

/** What came of one page; `text` is what the result's evidence points into. */
export type PageOutcome = { readonly source: PageSource } & (
  | { readonly result: ExtractionResult; readonly text: string }
  | { readonly failure: Failure }
);

export type PageWork = PageTask & {
  readonly fetchUrl: (url: string, signal: AbortSignal) => Promise<Page>;
  /** Absent for extraction without a model. */
  readonly askModel: AskModel | undefined;
};

/** Runs the engine on one page; what goes wrong with it is its outcome, so that the next page gets its turn. */
export async function extractPage(
  { source, params, fetchUrl, askModel }: PageWork,
  signal: AbortSignal,
): Promise<PageOutcome> {
  const load = (url: string, inner: AbortSignal) =>
    source.file === undefined
      ? fetchUrl(url, inner)
      : readPageFile({ path: source.file, ...(source.url === undefined ? {} : { url: source.url }) });
  const url = source.url ?? "";
  try {
    const asking = askModel ? { askModel } : {};
    const { result, text } = await extract({ url, params, fetchPage: load, ...asking }, signal);
    return { source, result, text };
  } catch (error) {
    return { source, failure: toldFailure(error) };
  }
}

/** An error that no one foresaw says at least its own words. */
function toldFailure(error: unknown): Failure {
  if (error instanceof Failure || !(error instanceof Error)) return asFailure(error);
  return new Failure("internal", `The engine failed on this page: ${error.message}.`, { cause: error });
}
