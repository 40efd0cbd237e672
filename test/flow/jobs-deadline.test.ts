import { describe, expect, inject, test } from "vitest";
import { Job } from "../../runtime/domain/job.ts";
import { apiOf } from "./api-client.ts";

const site = inject("siteUrl");

describe("a job whose page does not come", () => {
  const api = apiOf("preview");

  test("fails within the time a sync job has, and says so and what to do", async () => {
    const begun = performance.now();
    const { status, body } = await api.post("/jobs", { type: "sync", url: `${site}/slow?ms=20000`, fresh: true });
    const milliseconds = performance.now() - begun;
    expect(status).toBe(200);
    expect(Job.parse(body)).toMatchObject({
      status: "failed",
      error: expect.stringMatching(/^deadline-exceeded: .*async/),
    });
    expect(milliseconds).toBeGreaterThan(4_500);
    expect(milliseconds).toBeLessThan(7_500);
  });
});
