import { createHash, timingSafeEqual } from "node:crypto";
import type { SecretCache } from "./secret-cache.ts";

/**
 * Makes the judge of keys: whether a key is the stage's master key, compared in constant time over digests. A key that
 * does not fit is compared once more after a refresh, because the key may have been rotated since.
 */
export function masterKeyCheck({ secrets, secretId }: { secrets: SecretCache; secretId: string }) {
  return async (key: string, signal: AbortSignal): Promise<boolean> => {
    const known = await secrets.get({ id: secretId }, signal);
    if (isSame(key, known)) return true;
    const refreshed = await secrets.refresh({ id: secretId, stale: known }, signal);
    return refreshed !== known && isSame(key, refreshed);
  };
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
