import * as z from "zod/mini";
import { Job } from "./job.ts";
import { type Listing, listingOf } from "./listing.ts";

/** Beside a job: where its result lies that is too large for the item. */
export const RESULT_KEY = "resultKey";

const { id, status, createdAt } = Job.shape;
const Placed = z.object({ id, status, createdAt });

/** What has to stand beside a canonical job that is written without the job store, so that the store finds it: its place in the list. Throws for what is no canonical job. */
export function bookkeeping(canonical: Readonly<Record<string, unknown>>): Listing {
  return listingOf(Placed.parse(canonical));
}
