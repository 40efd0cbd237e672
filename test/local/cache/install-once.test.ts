import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { installOnce } from "../../../local/cache/install-once.ts";
import { Unusable } from "../../../local/cache/unusable.ts";
import { startProgram } from "./staged-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const whole = "first half, second half";

async function sample(): Promise<{ folder: string; target: string; journal: string }> {
  const folder = await temporaryFolder();
  return { folder, target: path.join(folder, "sample"), journal: path.join(folder, "journal") };
}

describe("installing into a shared cache", () => {
  it.each(["started", "half-written", "written"])("leaves nothing half when killed while %s", async (stage) => {
    const { folder, target, journal } = await sample();
    const killed = startProgram("staged-install.ts", [target, journal, stage]);
    await killed.saying(stage);
    killed.child.kill("SIGKILL");
    await killed.exited;
    expect(await readdir(folder)).not.toContain("sample");

    const next = startProgram("staged-install.ts", [target, journal, "none"]);
    expect(await next.exited).toBe(0);
    expect(next.said()).toContain("installed");
    expect(await readFile(target, "utf8")).toBe(whole);
    expect((await readdir(folder)).filter((name) => name.includes(".partial-"))).toEqual([]);
  });

  it("builds once when two processes want the same thing at once", async () => {
    const { target, journal } = await sample();
    const both = [1, 2].map(() => startProgram("staged-install.ts", [target, journal, "none"]));
    expect(await Promise.all(both.map((each) => each.exited))).toEqual([0, 0]);
    expect(await readFile(journal, "utf8")).toBe("build\n");
    expect(await readFile(target, "utf8")).toBe(whole);
  });

  it("takes over from a builder that dies while another one waits", async () => {
    const { target, journal } = await sample();
    const first = startProgram("staged-install.ts", [target, journal, "half-written"]);
    await first.saying("half-written");
    const second = startProgram("staged-install.ts", [target, journal, "none"]);
    await second.saying(`report: waiting for the sample: process ${first.child.pid} is making it (0 s)`);
    first.child.kill("SIGKILL");
    expect(await second.exited).toBe(0);
    expect(await readFile(target, "utf8")).toBe(whole);
  });

  it("makes again what stands there broken", async () => {
    const { target, journal } = await sample();
    await writeFile(target, "first half");
    expect(await startProgram("staged-install.ts", [target, journal, "none"]).exited).toBe(0);
    expect(await readFile(target, "utf8")).toBe(whole);
  });

  it("does not give its name to a result that does not work", async () => {
    const { folder, target } = await sample();
    const installing = installOnce({
      what: "the sample",
      target,
      usable: async () => false,
      build: (temporary) => writeFile(temporary, "broken"),
      report: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(installing).rejects.toThrow(/was made but does not work/);
    expect((await readdir(folder)).filter((name) => !name.includes(".lock"))).toEqual([]);
  });

  it("says what to do when the disk is full, and lets the next one in", async () => {
    const { target } = await sample();
    const install = () =>
      installOnce({
        what: "the sample",
        target,
        usable: async () => false,
        build: () => Promise.reject(Object.assign(new Error("write"), { code: "ENOSPC" })),
        report: () => undefined,
        signal: new AbortController().signal,
      });
    await expect(install()).rejects.toThrow(Unusable);
    await expect(install()).rejects.toThrow(/no room left for the sample in .+; free about 2 GB/);
  });

  it("stops waiting when it is aborted", async () => {
    const { target, journal } = await sample();
    const holder = startProgram("staged-install.ts", [target, journal, "started"]);
    await holder.saying("started");
    const waiting = installOnce({
      what: "the sample",
      target,
      usable: async () => false,
      build: async () => undefined,
      report: () => undefined,
      signal: AbortSignal.timeout(300),
    });
    await expect(waiting).rejects.toThrow(/aborted|timeout/i);
  });
});
