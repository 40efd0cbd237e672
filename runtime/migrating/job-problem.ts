import * as z from "zod/mini";
import { Job } from "../domain/job.ts";
import type { PlainItem } from "../migrations/migration.ts";

const NAMES = Object.keys(Job.shape);

/** What keeps a canonical item from being a job that the runtime reads, in a sentence; bookkeeping beside it does not count. */
export function jobProblem(item: PlainItem): string | undefined {
  const job = Object.fromEntries(NAMES.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
  const parsed = Job.safeParse(job);
  return parsed.success ? undefined : `The transform made no valid job: ${z.prettifyError(parsed.error)}`;
}
