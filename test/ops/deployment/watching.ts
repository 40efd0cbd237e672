import { expect, onTestFinished } from "vitest";
import type { Watched } from "./watched.ts";

/** Holds the test to it that no rule was broken on this stage at any moment. */
export function watching(stage: Watched): Watched {
  onTestFinished(() => expect([...stage.broken]).toEqual([]));
  return stage;
}
