import type { Identity } from "./identity.ts";

/** What a function answers to an empty event: that it could be loaded, with a usable environment, and what it is. */
export type SmokeAnswer = Identity & { readonly smoke: true };

/** Whether the event is the smoke test: an object without a key. No source of events sends one. */
export function isSmokeTest(event: unknown): boolean {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
  for (const _ in event) return false;
  return true;
}

export function smokeAnswer(identity: Identity): SmokeAnswer {
  return { smoke: true, ...identity };
}
