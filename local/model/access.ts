import { createHash, timingSafeEqual } from "node:crypto";
import { Refusal } from "./refusal.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Throws the 401 of a missing or unknown bearer key; anything passes where no keys are given. The key itself is never repeated. */
export function requireKey({
  authorization,
  keys,
}: {
  authorization: string | undefined;
  keys: readonly string[] | undefined;
}): void {
  if (keys === undefined) return;
  const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  if (given !== undefined && keys.some((key) => timingSafeEqual(digest(key), digest(given)))) return;
  const message =
    given === undefined
      ? "You didn't provide an API key. Send it in the Authorization header, as in `Authorization: Bearer YOUR_KEY`."
      : "Incorrect API key provided. Give the model stand-in one of the keys it was started with.";
  throw new Refusal({ status: 401, code: "invalid_api_key", message });
}
