import { describe, expect, test } from "vitest";
import { deploymentsOf } from "../../../../ops/deployment/history.ts";
import type { DeploymentPorts } from "../../../../ops/deployment/ports.ts";
import { unreadable } from "../../../../ops/failure.ts";
import { Failure } from "../../../../runtime/domain/failure.ts";
import { type MemoryDeployment, memoryDeployment } from "../../../contract/memory-deployment.ts";
import { deployed, rolledBack } from "./stage-run.ts";

const COMMITS = { a: { api: "api-a", worker: "worker-a" }, b: { api: "api-b", worker: "worker-a" } };
const never = new AbortController().signal;

/** A stage with commit a live, and b in the checkout. */
async function withA(stage: "preview" | "production" = "preview"): Promise<MemoryDeployment> {
  const memory = memoryDeployment({ commits: COMMITS, stage });
  memory.world.verifiedInPreview = "D-preview";
  await deployed(memory, { apply: true, ...(stage === "production" ? { confirm: stage } : {}) });
  memory.world.head = "b";
  return memory;
}

async function idsOf({ ports }: MemoryDeployment): Promise<string[]> {
  return (await deploymentsOf(ports, never)).map(({ id }) => id);
}

async function lastOf(memory: MemoryDeployment): Promise<string> {
  return (await idsOf(memory)).at(-1) ?? "";
}

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

describe("what ends a deployment before its answer", () => {
  test("a second Ctrl-C leaves it where it is, with the command that goes on", async () => {
    const memory = await withA();
    const stop = new AbortController();
    const note = (line: string) => {
      if (line === "canary") stop.abort();
    };
    const { code, text } = await deployed({ ...memory, hard: stop.signal, note }, { apply: true });
    const id = await lastOf(memory);
    expect(code).toBe(3);
    expect(text).toContain(`preview: ${id} ended where it was (running), and goes on from there`);
    expect(text).toContain(`→ ops deploy --stage preview --resume ${id} --apply`);
    const waiting = await deployed(memory, {});
    expect(waiting.code).toBe(1);
    expect(waiting.text).toContain(`${id} is not finished (running)`);
    const resumed = await deployed(memory, { resume: id, apply: true });
    expect(resumed).toMatchObject({ code: 0, text: expect.stringContaining(`${id} is live (api 1 → 2)`) });
  });

  test("the first Ctrl-C undoes what was done", async () => {
    const memory = await withA();
    const stop = new AbortController();
    const note = (line: string) => {
      if (line === "canary") stop.abort();
    };
    const { code, text } = await deployed({ ...memory, soft: stop.signal, note }, { apply: true });
    expect(code).toBe(1);
    expect(text).toMatch(/^preview: D-\S+ was undone/);
  });

  test("before the first deployment has made the ledger nothing can be gone on with", async () => {
    const memory = memoryDeployment({ commits: COMMITS });
    const stop = new AbortController();
    const note = (line: string) => {
      if (line === "update") stop.abort();
    };
    const { code, text } = await deployed({ ...memory, isKept: false, hard: stop.signal, note }, { apply: true });
    expect(code).toBe(3);
    expect(text).toContain("ended before the stage had a ledger");
  });

  test("another deployment at work is a finding with who that is", async () => {
    const memory = await withA();
    const { ledger } = memory.ports;
    const key = { run: "lease", entry: "deployment" };
    const value = { held: true, fence: 7, purpose: "ops deploy", who: "ann@there", beat: 0 };
    const beat = async () => {
      const { revision = 0 } = (await ledger.read(key, never)) ?? {};
      await ledger.write({ ...key, revision, value: { ...value, beat: revision } }, never);
    };
    await beat();
    const sleep: DeploymentPorts["sleep"] = async (milliseconds, signal) => {
      await memory.ports.sleep(milliseconds, signal);
      await beat();
    };
    const { code, text } = await deployed({ ports: { ...memory.ports, sleep } }, { apply: true });
    expect(code).toBe(1);
    expect(text).toContain("Another process is at work on the deployment of preview (ops deploy, begun by ann@there)");
    const status = await deployed(memory, { status: "" });
    expect(status.text).toContain("At work, or gone without a word: ops deploy, begun by ann@there");
  });

  test.each([
    [
      "a ledger that may not be read",
      new Failure("unauthorized", "dynamodb:Query is not allowed. Ask for the right."),
      "Ask for the right.",
    ],
    [
      "credentials that expired",
      Object.assign(new Error("The security token is expired"), { $metadata: {} }),
      "aws sts get-caller-identity",
    ],
    [
      "a ledger of another version",
      unreadable("The ledger's entry cannot be understood.", "Use the other version."),
      "Use the other version.",
    ],
  ])("%s leaves it undecided", async (_, error, fix) => {
    const memory = await withA();
    const list = () => {
      throw error;
    };
    const ports = { ...memory.ports, ledger: { ...memory.ports.ledger, list } };
    for (const options of [{}, { apply: true }, { status: "" }]) {
      const { code, text } = await deployed({ ports }, options);
      expect(code).toBe(3);
      expect(text).toContain(fix);
    }
  });

  test("a mistake of ours is not told as if it were the person's", async () => {
    const memory = await withA();
    const read = () => Promise.reject(new TypeError("x is undefined"));
    const ports = { ...memory.ports, source: { ...memory.ports.source, read } };
    await expect(deployed({ ports }, {})).rejects.toThrow(TypeError);
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
