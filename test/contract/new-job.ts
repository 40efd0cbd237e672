import { randomUUID } from "node:crypto";
import type { NewJob } from "../../runtime/adapters/job-creation.ts";

/** A job to be created, of a request that nobody made before. */
export function newJob(changes: Partial<NewJob> = {}): NewJob {
  return {
    id: randomUUID(),
    type: "async",
    url: "https://news.example/article",
    params: { schema: { type: "object" }, depth: 2 },
    contentId: `c1_${"0".repeat(64)}`,
    digest: randomUUID(),
    priority: "normal",
    correlationId: "test-correlation",
    fresh: false,
    ...changes,
  };
}
