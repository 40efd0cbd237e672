import type { Identity } from "./identity.ts";

/** What a function answers to an empty event: that it could be loaded, with a usable environment, and what it is. */
export type SmokeAnswer = Identity & { readonly smoke: true };

/** Whether the event is the smoke test: an object without a key. No source of events sends one. */
export function isSmokeTest(event: unknown): boolean {
  return typeof event === "object" && event !== null && !Array.isArray(event) && Object.keys(event).length === 0;
}

export function smokeAnswer(identity: Identity): SmokeAnswer {
  return { smoke: true, ...identity };
}
