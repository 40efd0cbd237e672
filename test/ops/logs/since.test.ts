import { describe, expect, test } from "vitest";
import { sinceInstant } from "../../../ops/logs/since.ts";

const NOW = Date.parse("2026-11-21T14:05:00Z");

describe("--since", () => {
  test.each([
    ["30s", "2026-11-21T14:04:30.000Z"],
    ["10m", "2026-11-21T13:55:00.000Z"],
    ["2h", "2026-11-21T12:05:00.000Z"],
    ["1d", "2026-11-20T14:05:00.000Z"],
    ["0s", "2026-11-21T14:05:00.000Z"],
    ["2026-11-21", "2026-11-21T00:00:00.000Z"],
    ["2026-11-21T14:00Z", "2026-11-21T14:00:00.000Z"],
    ["2026-11-21T14:00:00.250+02:00", "2026-11-21T12:00:00.250Z"],
    ["999999d", "1970-01-01T00:00:00.000Z"],
  ])("%s names %s", (text, moment) => {
    expect(new Date(sinceInstant({ text, now: NOW })).toISOString()).toBe(moment);
  });

  test.each([
    "",
    "10",
    "10x",
    "-5m",
    "1.5h",
    "10 m",
    "yesterday",
    "2026-02-30",
    "2026-11-21T14:00",
    "2026-11-21T25:00Z",
  ])("%j is refused with the forms there are", (text) => {
    expect(() => sinceInstant({ text, now: NOW })).toThrow(
      expect.objectContaining({ exitCode: 2, fix: expect.stringContaining("10m") }),
    );
  });

  test("a moment that is still to come is refused", () => {
    expect(() => sinceInstant({ text: "2026-11-22", now: NOW })).toThrow("still to come");
  });
});
