import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Engine, ensureEngine } from "../../../local/engine/engine.ts";
import { temporaryFolder } from "../cache/temporary-folder.ts";
import { fakePulumi } from "./fake-pulumi.ts";

interface Setting {
  readonly root: string;
  readonly ensure: (searchPath: string) => Promise<Engine>;
}

async function setting(): Promise<Setting> {
  const root = await temporaryFolder();
  return {
    root,
    ensure: (searchPath) =>
      ensureEngine({
        cacheDir: path.join(root, "cache"),
        binDir: path.join(root, "bin"),
        env: { PATH: searchPath },
        report: () => undefined,
        signal: new AbortController().signal,
      }),
  };
}

describe("finding the engine", () => {
  it("uses a Pulumi on the PATH that brings its own language host as it is", async () => {
    const { root, ensure } = await setting();
    const installed = path.join(root, "installed");
    await fakePulumi(installed, "3.300.1");
    await writeFile(path.join(installed, "pulumi-language-nodejs"), "");
    expect(await ensure(installed)).toEqual({
      pulumi: path.join(installed, "pulumi"),
      version: "3.300.1",
      source: "path",
      binDir: installed,
    });
  });

  it("puts a Pulumi that lacks a language host beside this checkout's own", async () => {
    const { root, ensure } = await setting();
    const bare = await fakePulumi(path.join(root, "bare"), "3.259.0");
    const engine = await ensure(path.dirname(bare));
    expect(engine).toMatchObject({ source: "path", binDir: path.join(root, "bin"), version: "3.259.0" });
    expect((await stat(engine.pulumi)).ino).toBe((await stat(bare)).ino);
    const launcher = await readFile(path.join(engine.binDir, "pulumi-language-nodejs"), "utf8");
    expect(launcher).toContain(`'${process.execPath}'`);
    expect(launcher).toContain("local/engine/language-host.ts'");
  });

  it("passes over what is too old on the PATH and takes the next one", async () => {
    const { root, ensure } = await setting();
    const [old, recent] = [path.join(root, "old"), path.join(root, "recent")];
    await fakePulumi(old, "3.258.0");
    await fakePulumi(recent, "3.259.2");
    expect(await ensure([old, recent].join(path.delimiter))).toMatchObject({ version: "3.259.2" });
  });

  it("says what to install when there is neither a Pulumi nor a Go", async () => {
    const { root, ensure } = await setting();
    await fakePulumi(path.join(root, "old"), "3.100.0");
    await expect(ensure(path.join(root, "old"))).rejects.toThrow(/install Go 1\.26 or later/);
  });
});
