import { expect, test } from "vitest";
import { stoppedReason, stoppingNote } from "../../../ops/migrate/stopping-note.ts";

test("who stops looking on at functions is told that they go on, and what stops them", () => {
  expect(stoppingNote({ stage: "production", on: "step-functions" })).toMatch(
    /functions go on\. .*ops migrate-schema control --stage production --pause$/,
  );
  expect(stoppedReason({ on: "step-functions" })).toMatch(/go on/);
});

test("who stops a run in a terminal is told that it ends by itself, and of nothing else to do", () => {
  expect(stoppingNote({ stage: "preview", on: "terminal" })).not.toMatch(/--pause/);
  expect(stoppedReason({ on: "terminal" })).toBe("stopped before its end");
});
