import { createHash } from "node:crypto";

/** A ticket is kept by its digest: who reads the table cannot connect. */
export function ticketId(ticket: string): string {
  return `ticket#${createHash("sha256").update(ticket).digest("hex")}`;
}

export function connectionItemId(connectionId: string): string {
  return `connection#${connectionId}`;
}

export function subscriptionItemId(connectionId: string, jobId: string): string {
  return `subscription#${connectionId}#${jobId}`;
}
