import { Failure } from "../domain/failure.ts";
import { type AskModel, extract } from "../extract/engine.ts";
import { fetchPage } from "../extract/fetch-page.ts";
import type { Extraction } from "./attempt.ts";

export type PageExtraction = {
  /** Exact host:port targets of the embedded mode. */
  readonly allowedTargets: readonly string[];
  /** Absent in a function that never asks a model. */
  readonly askModel?: AskModel;
};

/** Extraction from pages on the web, through the fetch guard. */
export function pageExtraction({ allowedTargets, askModel }: PageExtraction): Extraction {
  return async ({ url, params, withModel }, signal) => {
    if (withModel && askModel === undefined) throw new Failure("internal", "This function has no model to ask.");
    const asking = withModel && askModel !== undefined ? { askModel } : {};
    const fetched = (target: string, inner: AbortSignal) => fetchPage({ url: target, allowedTargets }, inner);
    const { result } = await extract({ url, params, fetchPage: fetched, ...asking }, signal);
    return result;
  };
}
