import { hash } from "node:crypto";
import type { JobType } from "../domain/job.ts";
import { canonicalJson } from "./canonical-json.ts";

export type RequestIdentity = { contentId: string; params: Readonly<Record<string, unknown>>; type: JobType };

/** What makes two submissions one request: same page, same params, same type; 64 lower-case hexadecimal digits of SHA-256. */
export function requestDigest({ contentId, params, type }: RequestIdentity): string {
  return hash("sha256", canonicalJson({ contentId, params, type }), "hex");
}
