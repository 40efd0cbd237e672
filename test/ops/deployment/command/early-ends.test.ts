import { describe, expect, test } from "vitest";
import type { DeploymentPorts } from "../../../../ops/deployment/ports.ts";
import { unreadable } from "../../../../ops/failure.ts";
import { Failure } from "../../../../runtime/domain/failure.ts";
import { memoryDeployment } from "../../../contract/memory-deployment.ts";
import { deployed } from "./stage-run.ts";
import { COMMITS, lastOf, never, withA } from "./two-commits.ts";

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
