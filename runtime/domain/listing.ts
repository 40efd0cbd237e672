import { hash } from "node:crypto";
import type { Job, JobStatus } from "./job.ts";

/** The index of the jobs table by which jobs are listed. */
export const LISTING_INDEX = "listed";

/** Where a job stands in the list of all jobs of one status. */
export type Listing = { readonly listedUnder: JobStatus; readonly listedAt: string };

/**
 * The index keys of a job: its status, and when it was made with what tells jobs of one millisecond apart, so that text
 * order is the order of time and no two jobs share a place. They are attributes of their own because items of old hold
 * other kinds of value in `createdAt`, which an index over it would refuse to take.
 */
export function listingOf({ id, status, createdAt }: Pick<Job, "id" | "status" | "createdAt">): Listing {
  const apart = hash("sha256", id, "hex").slice(0, 16);
  return { listedUnder: status, listedAt: `${String(createdAt).padStart(14, "0")}-${apart}` };
}

/** What every place in the list looks like. */
export const POSITION = /^\d{14}-[0-9a-f]{16}$/;
