import { describe, expect, test } from "vitest";
import type { MemoryDeployment } from "../../../contract/memory-deployment.ts";
import { deployed } from "./stage-run.ts";
import { lastOf, withA } from "./two-commits.ts";

/** A stage whose deployment of b is stuck. */
async function withStuck(stage: "preview" | "production" = "preview"): Promise<MemoryDeployment> {
  const memory = await withA(stage);
  memory.world.trouble = { verify: "fails", restore: "fails" };
  await deployed(memory, { apply: true, ...(stage === "production" ? { confirm: stage } : {}) });
  memory.world.trouble = {};
  return memory;
}

const FORWARD = { "roll-forward": true, reason: "no way back" } as const;

describe("the plan over a stuck deployment", () => {
  test("is blocked, and names the way over it", async () => {
    const memory = await withStuck();
    const id = await lastOf(memory);
    const { code, text } = await deployed(memory, {});
    expect(code).toBe(1);
    expect(text).toContain(`${id} is not finished (stuck)`);
    expect(text).toMatch(
      /→ ops deploy --stage preview --apply --roll-forward --reason "…" +deploys the checkout over it/,
    );
    await expect(deployed(memory, { apply: true })).rejects.toMatchObject({
      fix: expect.stringContaining('deploy over it: ops deploy --stage preview --apply --roll-forward --reason "…"'),
    });
  });

  test("that rolls forward is not blocked, and gives the command with its words", async () => {
    const memory = await withStuck();
    const id = await lastOf(memory);
    const { code, text } = await deployed(memory, FORWARD);
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`unfinished +${id} is stuck, and is closed by this one`));
    expect(text).toMatch(/→ ops deploy --stage preview --apply --plan \S+ --roll-forward --reason 'no way back'/);
    expect(await deployed(memory, { apply: true, ...FORWARD })).toMatchObject({ code: 0 });
    const status = await deployed(memory, { status: id });
    expect(status.text).toContain(`${id} is failed`);
    expect((await deployed(memory, { status: await lastOf(memory) })).text).toMatch(
      /begun over +D-\S+, which was stuck/,
    );
  });

  test("that rolls forward is blocked by one that still runs", async () => {
    const memory = await withA();
    const stop = new AbortController();
    const note = (line: string) => {
      if (line === "canary") stop.abort();
    };
    await deployed({ ...memory, hard: stop.signal, note }, { apply: true });
    expect(await deployed(memory, FORWARD)).toMatchObject({ code: 1 });
    await expect(deployed(memory, { apply: true, ...FORWARD })).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("the plan of production", () => {
  const confirm = "production";

  test("says no where --apply would, with the same exit code: the commit is not verified in preview", async () => {
    const memory = await withA("production");
    memory.world.verifiedInPreview = undefined;
    const { code, text } = await deployed(memory, {});
    expect(code).toBe((await deployed(memory, { apply: true, confirm })).code);
    expect(code).toBe(1);
    expect(text).toMatch(/was not deployed to the preview stage and verified there/);
    expect(text).toMatch(/Deploy it there first: ops deploy --stage preview --apply\. Or say why not:\s+--reason TEXT/);
    expect(text).not.toContain("--plan");
  });

  test("says yes for a reason, or once it is verified there", async () => {
    const memory = await withA("production");
    const verified = await deployed(memory, {});
    expect(verified).toMatchObject({ code: 0, text: expect.stringContaining("verified there as D-preview") });
    memory.world.verifiedInPreview = undefined;
    const { code, text } = await deployed(memory, { reason: "preview is down" });
    expect(code).toBe(0);
    expect(text).toContain("this commit was not verified there; set aside: preview is down");
    expect(text).toMatch(/--apply --confirm production --plan \S+ --reason 'preview is down'/);
  });
});

test("a changed stage file is to be committed, and never to be put away", async () => {
  const memory = await withA();
  memory.world.dirty = ["Pulumi.preview.yaml", "Pulumi.production.yaml"];
  const { code, text } = await deployed(memory, {});
  expect(code).toBe(1);
  expect(text).toMatch(/Commit it: what `pulumi stack init` writes there belongs to the\s+stack\./);
  expect(text).not.toContain("stash");
  await expect(deployed(memory, { apply: true })).rejects.toMatchObject({ fix: expect.not.stringContaining("stash") });
});
