import { describe, expect, test } from "vitest";
import type { DeploymentPorts } from "../../../../ops/deployment/ports.ts";
import { unreadable } from "../../../../ops/failure.ts";
import type { MemoryDeployment } from "../../../contract/memory-deployment.ts";
import { deployed, rolledBack } from "./stage-run.ts";
import { idsOf, lastOf, withA } from "./two-commits.ts";

describe("ops deploy", () => {
  test("plans without changing anything, and says how it is done", async () => {
    const memory = await withA();
    const { code, text } = await deployed(memory, {});
    expect(code).toBe(0);
    expect(text).toContain("1 change: 1 updated");
    expect(text).toContain("lambda function  api (code)");
    expect(text).toMatch(/→ ops deploy --stage preview --apply --plan \S+/);
    expect(await idsOf(memory)).toHaveLength(1);
  });

  test("brings a commit live, and does nothing when nothing has changed", async () => {
    const memory = await withA();
    const first = await deployed(memory, { apply: true });
    expect(first.text).toMatch(/^preview: D-\S+ is live \(api 1 → 2\)\n/);
    const again = await deployed(memory, { apply: true });
    expect(again.text).toMatch(/^preview: nothing has changed since D-/);
    const plan = await deployed(memory, {});
    expect(plan.text).toMatch(/^✓ preview: nothing has changed since D-/);
    expect(plan.text).not.toContain("--apply");
    expect([first.code, again.code, plan.code]).toEqual([0, 0, 0]);
  });

  test("ends with 1 when it was undone, and says after what", async () => {
    const memory = await withA();
    memory.world.trouble = { errors: 0.3 };
    const [before] = await idsOf(memory);
    const { code, text } = await deployed(memory, { apply: true });
    expect(code).toBe(1);
    expect(text).toMatch(
      new RegExp(`^preview: D-\\S+ was undone after canary did not pass; ${before} serves as before`),
    );
  });

  test("ends with 1, not 3, when what undid it was undecided", async () => {
    const memory = await withA();
    memory.world.trouble = { isolation: "undecided" };
    expect(await deployed(memory, { apply: true })).toMatchObject({ code: 1 });
  });

  test("says what to do when it is stuck, and can be gone on with", async () => {
    const memory = await withA();
    memory.world.trouble = { verify: "fails" };
    const restore = () => Promise.reject(unreadable("The stack is locked.", "Wait until it is through."));
    const ports = { ...memory.ports, engine: { ...memory.ports.engine, restore } };
    const { code, text } = await deployed({ ports }, { apply: true });
    const id = await lastOf(memory);
    expect(code).toBe(1);
    expect(text).toContain(`${id} is stuck at update and needs a person`);
    expect(text).toContain("The stack is locked.\n    → Wait until it is through.");
    expect(text).toContain(`→ ops deploy --stage preview --resume ${id} --apply`);
    const status = await deployed(memory, { status: id });
    expect(status.text).toContain("undo-failed");
    expect(status.text).toContain("The stack is locked.");
    const resumed = await deployed(memory, { resume: id, apply: true });
    expect(resumed.text).toMatch(/^preview: D-\S+ was undone/);
  });

  test("changes nothing when the gate does not pass", async () => {
    const memory = await withA();
    memory.world.trouble = { gate: "fails" };
    const { code, text } = await deployed(memory, { apply: true });
    expect(code).toBe(1);
    expect(text).toMatch(/^preview: nothing was deployed: gate did not pass/);
  });

  test("a checkout with changes of its own is no bad plan, but nothing that may be deployed", async () => {
    const memory = await withA();
    memory.world.dirty = ["runtime/domain/job.ts", "README.md"];
    const plan = await deployed(memory, {});
    expect(plan.code).toBe(1);
    expect(plan.text).toMatch(/differs from its commit b: runtime\/domain\/job\.ts\s+and 1 more/);
    await expect(deployed(memory, { apply: true })).rejects.toMatchObject({ exitCode: 2 });
    expect(await deployed(memory, { apply: true, uncommitted: true })).toMatchObject({ code: 0 });
  });

  test("a plan that is not the one that was seen is refused", async () => {
    const memory = await withA();
    const seen = { apply: true, plan: "d3f04755a88a5ad9" };
    await expect(deployed(memory, seen)).rejects.toMatchObject({
      exitCode: 2,
      fix: expect.stringContaining("ops deploy"),
    });
  });

  test("what destroys data is told first, and is not done unless its plan is named", async () => {
    const memory = await withA();
    const { engine } = memory.ports;
    const jobs = { urn: "urn:jobs", type: "aws:dynamodb/table:Table", name: "jobs", properties: [] };
    const plan: DeploymentPorts["engine"]["plan"] = async (signal) => {
      const { changes, ...made } = await engine.plan(signal);
      return { ...made, id: "d3f04755a88a5ad9", changes: [...changes, { ...jobs, operation: "replace" }] };
    };
    const ports = { ...memory.ports, engine: { ...engine, plan } };
    const planned = await deployed({ ports }, {});
    expect(planned.text.indexOf("THIS DESTROYS DATA")).toBeLessThan(planned.text.indexOf("lambda function"));
    expect(planned.text).toContain("jobs (dynamodb table) is replaced, and its items with it");
    const refused = { exitCode: 2, message: expect.stringContaining("This destroys data: jobs") };
    await expect(deployed({ ports }, { apply: true })).rejects.toMatchObject(refused);
    expect(await idsOf(memory)).toHaveLength(1);
    expect(await deployed({ ports }, { apply: true, plan: "d3f04755a88a" })).toMatchObject({ code: 0 });
  });

  test("production waits for the preview stage unless a reason is given, which is kept", async () => {
    const memory = await withA("production");
    memory.world.verifiedInPreview = undefined;
    const confirm = "production";
    const refused = await deployed(memory, { apply: true, confirm });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.text).toContain("was not deployed to the preview stage and verified there");
    const { code, text } = await deployed(memory, { apply: true, confirm, reason: "preview is down" });
    expect(code).toBe(0);
    expect(text).toContain("set aside: preview is down");
  });
});

describe("ops rollback", () => {
  async function withB(): Promise<MemoryDeployment> {
    const memory = await withA();
    await deployed(memory, { apply: true });
    return memory;
  }

  test("plans, goes back, and tells of it", async () => {
    const memory = await withB();
    const [a = "", b = ""] = await idsOf(memory);
    const plan = await rolledBack(memory, {});
    expect(plan.code).toBe(0);
    expect(plan.text).toContain(`preview: from ${b} back to ${a}`);
    expect(plan.text).toContain("api 2 → 1");
    expect(plan.text).toContain("→ ops rollback --stage preview --apply");
    const done = await rolledBack(memory, { apply: true });
    expect(done.code).toBe(0);
    expect(done.text).toContain(`preview: back at ${a} (api 2 → 1)`);
    const status = await deployed(memory, { status: "" });
    expect(status.text).toMatch(new RegExp(`back to ${a} +live`));
  });

  test("undoes a deployment that is not finished, and that is what was asked for", async () => {
    const memory = await withA();
    const stop = new AbortController();
    const note = (line: string) => {
      if (line === "canary") stop.abort();
    };
    await deployed({ ...memory, hard: stop.signal, note }, { apply: true });
    const id = await lastOf(memory);
    const plan = await rolledBack(memory, {});
    expect(plan.text).toContain("--apply would undo canary, update");
    const done = await rolledBack(memory, { apply: true });
    expect(done).toMatchObject({ code: 0, text: expect.stringContaining(`${id} was undone`) });
  });

  test("what is no rollback is not gone on with", async () => {
    const memory = await withB();
    await expect(rolledBack(memory, { resume: "D-1" })).rejects.toMatchObject({ exitCode: 2 });
    await expect(rolledBack(memory, { to: "D-1" })).rejects.toMatchObject({ exitCode: 2 });
  });
});
