import { describe, expect, inject, test } from "vitest";
import { STAGES } from "../../runtime/domain/stage.ts";
import { apiOf } from "./api-client.ts";

describe.each(STAGES)("the health of %s", (stage) => {
  const api = apiOf(stage);
  const { versions } = inject("stages")[stage].outputs;

  test("is told shortly to anyone, with the version that was deployed", async () => {
    const answer = await fetch(`${api.apiUrl}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "healthy", stage, version: versions.health });
  });

  test("is told check by check to who has the key", async () => {
    const { status, body } = await api.get("/health?deep=1");
    const { checks } = body as { checks: { name: string; verdict: string; detail?: string }[] };
    expect(checks.map(({ name, verdict, detail }) => [name, verdict, detail])).toEqual([
      ["jobs-table", "passed", "ACTIVE"],
      ["queue", "passed", expect.stringMatching(/^\d+ waiting$/)],
      ["bucket", "passed", undefined],
      ["secrets", "passed", "2 readable"],
      ["model", "passed", expect.stringMatching(stage === "production" ? /^gpt-4/ : /^gpt-5/)],
    ]);
    expect(status).toBe(200);
  });

  test("is told to nobody in depth without a key", async () => {
    expect((await fetch(`${api.apiUrl}/health?deep=1`)).status).toBe(401);
  });
});
