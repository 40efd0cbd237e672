import { hash } from "node:crypto";
import { Failure } from "../domain/failure.ts";
import type { JobStatus } from "../domain/job.ts";
import { POSITION } from "../domain/listing.ts";

/** Where a page of the list ended, and which list it was: all jobs, or those of one status. */
export type ListPosition = { readonly status: JobStatus | undefined; readonly position: string };

/** The position as text for a caller to hand back. It carries a check sum: a place in a list and no right to anything. */
export function cursorOf(at: ListPosition): string {
  return Buffer.from(`${at.position}.${checkOf(at)}`).toString("base64url");
}

/** The position a caller handed back; throws `invalid-request` when it is none of ours, or of another status. */
export function positionIn(cursor: string, status: JobStatus | undefined): string {
  const [position = "", check, ...more] = Buffer.from(cursor, "base64url").toString("utf8").split(".");
  const isOurs = POSITION.test(position) && more.length === 0 && check === checkOf({ status, position });
  if (isOurs && cursorOf({ status, position }) === cursor) return position;
  throw new Failure(
    "invalid-request",
    "cursor: is none that this list gave out for the same status; use it as it was given, or leave it out to begin anew.",
  );
}

function checkOf({ status, position }: ListPosition): string {
  return hash("sha256", `job-list ${status ?? "*"} ${position}`, "hex").slice(0, 16);
}
