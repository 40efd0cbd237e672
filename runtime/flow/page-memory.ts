import { type PageBucket, pageStore } from "../adapters/page-store.ts";
import { asFailure } from "../domain/failure.ts";
import type { SteadyMemory } from "../extract/fetch/steady-memory.ts";
import { log } from "../lambda/log.ts";

/** Pages remembered in the artifact bucket; what goes wrong there is logged, and the page fetched all the same. */
export function pageMemory(bucket: PageBucket): SteadyMemory {
  const onFailure = (error: unknown) => log({ level: "warn", message: "page memory failed", error: asFailure(error) });
  return { pages: pageStore(bucket), onFailure };
}
