import { Failure } from "../domain/failure.ts";
import { type AskModel, extract } from "../extract/engine.ts";
import { fetchPage } from "../extract/fetch/fetch-page.ts";
import { robotsCache } from "../extract/fetch/robots-cache.ts";
import type { SteadyMemory } from "../extract/fetch/steady-memory.ts";
import type { Extraction } from "./attempt.ts";
import { exemptHosts } from "./robots-exemption.ts";

export type PageExtraction = {
  /** Exact host:port targets of the embedded mode. */
  readonly allowedTargets: readonly string[];
  /** Hosts whose robots.txt a job may have ignored. */
  readonly robotsExemptHosts: readonly string[];
  /** Pages seen before; absent where every page is fetched anew. */
  readonly memory?: SteadyMemory;
  /** Absent in a function that never asks a model. */
  readonly askModel?: AskModel;
};

/** Extraction from pages on the web, through the fetch guard and by the sites' robots.txt, which this process keeps for a while. */
export function pageExtraction(options: PageExtraction): Extraction {
  const { allowedTargets, robotsExemptHosts, memory, askModel } = options;
  const fetching = { allowedTargets, robots: robotsCache(), ...(memory ? { memory } : {}) };
  return async ({ url, params, withModel }, signal) => {
    if (withModel && askModel === undefined) throw new Failure("internal", "This function has no model to ask.");
    const asking = withModel && askModel !== undefined ? { askModel } : {};
    const exempt = exemptHosts({ url, params, allowedTargets, robotsExemptHosts });
    const fetched = (target: string, inner: AbortSignal) =>
      fetchPage({ ...fetching, url: target, robotsExemptHosts: exempt }, inner);
    const { result } = await extract({ url, params, fetchPage: fetched, ...asking }, signal);
    return result;
  };
}
