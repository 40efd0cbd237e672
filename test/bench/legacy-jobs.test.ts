import { describe, expect, it } from "vitest";
import { legacyJob } from "../../bench/migration/legacy-jobs.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";

describe("the legacy jobs that are measured", () => {
  const jobs = Array.from({ length: 1_200 }, (_, number) => legacyJob(number));

  it("are of all twelve shapes alike", () => {
    const shapes = new Map<string, number>();
    for (const job of jobs) {
      const found = canonical.classify(job);
      const shape = found.kind === "legacy" ? found.shape : found.kind;
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    }
    expect([...shapes.values()]).toEqual(Array(12).fill(100));
  });

  it("become canonical, every one, and go back", () => {
    for (const job of jobs) {
      const up = canonical.up(job);
      expect(up.kind, JSON.stringify(up)).toBe("changed");
      expect(canonical.down(up.kind === "changed" ? up.item : {})).toEqual({ kind: "changed", item: job });
    }
  });

  it("are the same each time", () => {
    expect(legacyJob(77)).toEqual(jobs[77]);
    expect(legacyJob(78)).not.toEqual(jobs[77]);
  });
});
