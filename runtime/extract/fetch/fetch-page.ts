import { classify } from "../../ingest/classify.ts";
import { requestUrl } from "../../ingest/parse.ts";
import { deadline } from "../../reliability/deadline.ts";
import type { Page } from "../page.ts";
import { type ConnectorFor, checkedConnector } from "./connector.ts";
import { fetchFailure, refused } from "./fetch-failure.ts";
import { FETCH_LIMITS, type FetchLimits } from "./fetch-limits.ts";
import { guardedWalk, type Lookup } from "./guard.ts";
import { isKeepable, type PageMemory, type Validators } from "./page-memory.ts";
import { type HopAnswer, type Visiting, visitPage } from "./page-visit.ts";
import { systemLookup } from "./resolver.ts";
import { type Robots, readRobots } from "./robots.ts";
import { type SteadyMemory, steadyMemory } from "./steady-memory.ts";

export type FetchPage = {
  url: string;
  /** Exact `host:port` targets of local development, for which only addresses, names and ports are not judged. */
  allowedTargets?: readonly string[];
  lookup?: Lookup;
  /** Opens the sockets of a hop that passed the guard. */
  connectorFor?: ConnectorFor;
  limits?: Partial<FetchLimits>;
  /** Where the rules of a hop's robots.txt come from; absent, they are read for this fetch alone. */
  robots?: Robots;
  /** Hosts, in lower case, whose robots.txt is not asked for. */
  robotsExemptHosts?: readonly string[];
  /** Pages seen before, which are then asked for conditionally. */
  memory?: SteadyMemory;
};

/**
 * Fetches one page through the guard and by the robots.txt of each hop, without proxy, cookies or credentials. Throws
 * `page-refused` with the guard's or the site's reason (`robots` among them), `page-unreachable`, `page-too-large`,
 * `page-unsupported` or `deadline-exceeded`.
 */
export async function fetchPage(fetch: FetchPage, signal: AbortSignal): Promise<Page> {
  const { url, allowedTargets = [] } = fetch;
  const limits = { ...FETCH_LIMITS, ...fetch.limits };
  const limited = deadline(limits.totalMs, signal);
  const visiting: Visiting = {
    limits,
    allowedTargets,
    lookup: fetch.lookup ?? systemLookup,
    connectorFor: fetch.connectorFor ?? checkedConnector,
    robots: fetch.robots ?? readRobots,
    robotsExemptHosts: fetch.robotsExemptHosts ?? [],
  };
  const found = classify(url, { allowedTargets });
  try {
    if (!fetch.memory || found.class === "dead-letter") return await fetched({ url, visiting }, limited);
    const pages = steadyMemory(fetch.memory);
    const remembered = pages.find(found.contentId, limited);
    const memory = { pages, contentId: found.contentId };
    return await fetched({ url, visiting: { ...visiting, remembered }, memory }, limited);
  } catch (error) {
    throw fetchFailure(error, limited);
  }
}

type Memory = { pages: PageMemory; contentId: string };
type Fetching = { url: string; visiting: Visiting; memory?: Memory };

async function fetched({ url, visiting, memory }: Fetching, signal: AbortSignal): Promise<Page> {
  const { remembered: _, ...forgetful } = visiting;
  const verdict = await guardedWalk<HopAnswer>(
    { ...visiting, url, visit: (target, inner) => visitPage({ target, ...visiting }, inner) },
    signal,
  );
  if (!verdict.allowed) throw refused(verdict);
  const { answer } = verdict;
  if ("page" in answer) {
    const page: Page = { url: requestUrl(verdict.url), ...answer.page };
    if (memory && answer.validators) await keep({ page, validators: answer.validators, memory }, signal);
    return page;
  }
  const { unchanged, fetchedAt } = answer;
  const html = await memory?.pages.read(unchanged, signal);
  // What was kept is lost: the whole way is walked and judged once more.
  if (html === undefined) return fetched({ url, visiting: forgetful, ...(memory ? { memory } : {}) }, signal);
  const { url: answered, contentType, charset } = unchanged;
  return { url: answered, status: 200, contentType, charset, html, fetchedAt, notModified: true };
}

type Keeping = { page: Page; validators: Validators; memory: Memory };

async function keep({ page, validators, memory }: Keeping, signal: AbortSignal): Promise<void> {
  if (!isKeepable(page)) return;
  const { url, contentType, charset, html } = page;
  const input = { contentId: memory.contentId, page: { url, contentType, charset, ...validators }, text: html };
  await memory.pages.keep(input, signal);
}
