import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findPython, judgePython } from "../../../local/emulator/python.ts";
import { temporaryFolder } from "../cache/temporary-folder.ts";

const { signal } = new AbortController();

describe("a Python for the emulator", () => {
  it.each([
    ["3.10.0", true, undefined],
    ["3.14.1", true, undefined],
    ["3.9.18", true, "is 3.9.18"],
    ["2.7.18", true, "is 2.7.18"],
    ["3.12.1", false, "(3.12.1) lacks the venv or ensurepip module"],
  ])("judges %s, with venv: %s", (version, hasVenv, fault) => {
    expect(judgePython(version, { hasVenv })).toBe(fault);
  });

  it("says what to install when there is none", async () => {
    await expect(findPython({ PATH: "" }, signal)).rejects.toThrow(/no python3 on the PATH; install it .+apt install/);
  });

  it("passes over a broken one and one without venv, and names the latter when no other is found", async () => {
    const folder = await temporaryFolder();
    await fakePython(path.join(folder, "broken"), "exit 1");
    await fakePython(path.join(folder, "bare"), "echo 3.12.4; echo no venv");
    const bare = { PATH: [path.join(folder, "broken"), path.join(folder, "bare")].join(path.delimiter) };
    await expect(findPython(bare, signal)).rejects.toThrow(/bare\/python3 \(3\.12\.4\) lacks the venv/);

    await fakePython(path.join(folder, "whole"), "echo 3.13.0");
    const all = { PATH: [bare.PATH, path.join(folder, "whole")].join(path.delimiter) };
    expect(await findPython(all, signal)).toEqual({
      command: path.join(folder, "whole", "python3"),
      version: "3.13.0",
    });
  });
});

async function fakePython(folder: string, script: string): Promise<void> {
  await mkdir(folder);
  await writeFile(path.join(folder, "python3"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}
