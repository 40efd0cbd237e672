import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { asFailure, Failure } from "../domain/failure.ts";
import type { Job } from "../domain/job.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import type { Item } from "./attribute.ts";
import { readItems } from "./job-items.ts";
import { type JobPlace, type ListingWanted, readPlaces } from "./job-places.ts";
import { restored } from "./job-result.ts";
import { recordOf } from "./job-upgrade.ts";

/** Newest first. `next` is where this page ends when there may be more; a page can be short, or empty, and still have one. */
export type ListedJobs = {
  readonly items: readonly Job[];
  /** Jobs that stand in the list but cannot be told, each with the reason. */
  readonly unreadable: readonly { readonly id: string; readonly reason: string }[];
  readonly next?: string;
};

export type JobListing = {
  readonly client: DynamoDBClient;
  readonly jobsTable: string;
  readonly artifacts: ArtifactStore;
  readonly wanted: ListingWanted;
};

/** The most a page may take, as JSON text within JSON text: Lambda answers with 6 MB at most. */
const PAGE_BYTES = 5 * 1024 * 1024;
/** So many jobs are in memory at once, each of which can be large. */
const WINDOW = 10;

type Page = { items: Job[]; unreadable: { id: string; reason: string }[]; bytes: number };

/** One page of jobs as they are now, with their results; it ends early when the next job would make it too large. */
export async function listJobs(listing: JobListing, signal: AbortSignal): Promise<ListedJobs> {
  const { places, more } = await readPlaces(listing, signal);
  const page: Page = { items: [], unreadable: [], bytes: 0 };
  let last: JobPlace | undefined;
  for (let start = 0; start < places.length; start += WINDOW) {
    const window = places.slice(start, start + WINDOW);
    const jobs = await readJobs(listing, window, signal);
    for (const place of window) {
      if (!added(page, place, jobs.get(place.id), listing.wanted)) return told(page, last);
      last = place;
    }
  }
  return told(page, more ? last : undefined);
}

function told({ items, unreadable }: Page, last: JobPlace | undefined): ListedJobs {
  return { items, unreadable, ...(last === undefined ? {} : { next: last.listedAt }) };
}

/** Puts a job on the page; false when it has no room there. One that is gone, or has another status by now, is left out. */
function added(page: Page, { id }: JobPlace, job: Job | Failure | undefined, { status }: ListingWanted): boolean {
  if (job === undefined) return true;
  if (job instanceof Failure) {
    page.unreadable.push({ id, reason: job.reason ?? job.code });
    return true;
  }
  if (status !== undefined && job.status !== status) return true;
  const bytes = Buffer.byteLength(JSON.stringify(JSON.stringify(job)));
  if (bytes > PAGE_BYTES) page.unreadable.push({ id, reason: "too-large" });
  else if (page.bytes + bytes > PAGE_BYTES) return false;
  else {
    page.items.push(job);
    page.bytes += bytes;
  }
  return true;
}

/** The jobs at these places, by their ids; one that cannot be read is the reason why. Throws what may pass. */
async function readJobs(
  { artifacts, ...table }: JobListing,
  places: readonly JobPlace[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Job | Failure>> {
  const items = await readItems({ ...table, ids: places.map(({ id }) => id) }, signal);
  const read = async ([id, item]: readonly [string, Item]): Promise<[string, Job | Failure]> => {
    try {
      return [id, (await restored(await recordOf(item), artifacts, signal)).job];
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code !== "invalid-record") throw failure;
      return [id, failure];
    }
  };
  return new Map(await Promise.all([...items].map(read)));
}
