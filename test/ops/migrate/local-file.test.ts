import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runLocalFile } from "../../../ops/migrate/local-file.ts";

const JOB =
  '{"id":"a","batch_id":"1","row":"2","status":"queued","source_url":"u","created_ts":"1","big":{"$number":"12345678901234567890"}}';
const { signal } = new AbortController();

describe("a local file", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "local-file-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);
  const written = async (name: string) =>
    (await readFile(path(name), "utf8"))
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  test("goes up and comes back, what is quarantined listed beside it", async () => {
    await writeFile(path("in"), `${JOB}\r\n{"id":"b"}\n{"id":"c","__proto__":1}`);
    const up = { input: path("in"), output: path("out"), quarantine: path("left"), down: false };
    expect(await runLocalFile(up, signal)).toEqual({
      items: 3,
      changed: 1,
      unchanged: 0,
      reasons: { "unknown-shape": 2 },
    });
    expect(await written("left")).toEqual([
      { line: 2, reason: "unknown-shape", shape: null, item: { id: "b" } },
      { line: 3, reason: "unknown-shape", shape: null, item: JSON.parse('{"id":"c","__proto__":1}') },
    ]);
    const back = { input: path("out"), output: path("back"), down: true };
    expect(await runLocalFile(back, signal)).toMatchObject({ changed: 1, reasons: {} });
    expect(await written("back")).toEqual([JSON.parse(JOB)]);
  });

  test.each([
    ["is not JSON", "{"],
    ["is empty", ""],
    ["is not an object", "[1]"],
    ["needs a tag", '{"n":12345678901234567890}'],
    ["needs a tag", '{"n":0.1000000000000000055}'],
    ["cannot store", '{"n":1e400}'],
    ["$number that does not read", '{"n":{"$number":"1e5"}}'],
    ["$number that does not read", '{"n":{"$number":"5"}}'],
    ["$binary that does not read", '{"n":{"$binary":"A"}}'],
    ["$stringSet that does not read", '{"n":[{"$stringSet":[]}]}'],
    ["$numberSet that does not read", '{"n":{"$numberSet":["1","1"]}}'],
    ["unpaired surrogate", '{"n":"\\ud83e"}'],
    ["empty key", '{"n":{"":1}}'],
    ["32 levels", `{"n":${"[".repeat(33)}${"]".repeat(33)}}`],
  ])("with a line that %s is refused by its number, and leaves nothing: %s", async (why, line) => {
    await writeFile(path("in"), `{"id":"a"}\n${line}\n{"id":"b"}\n`);
    await writeFile(path("out"), "before");
    const failure = runLocalFile(
      { input: path("in"), output: path("out"), quarantine: path("left"), down: false },
      signal,
    );
    await expect(failure).rejects.toThrow(`Line 2 of ${path("in")}`);
    await expect(failure).rejects.toThrow(why);
    await expect(failure).rejects.toMatchObject({ exitCode: 2 });
    expect((await readdir(folder)).toSorted()).toEqual(["in", "out"]);
    expect(await readFile(path("out"), "utf8")).toBe("before");
  });

  test("of 32 levels, with every kind of value, is read", async () => {
    const item = `{"id":"a","$number":1,"n":${"[".repeat(31)}{"$numberSet":["-1","0.5"]}${"]".repeat(31)},"z":-0,"e":1e2,"$":{"$$number":2}}`;
    await writeFile(path("in"), item);
    await runLocalFile({ input: path("in"), output: path("out"), quarantine: path("left"), down: false }, signal);
    expect(await written("left")).toMatchObject([{ item: { z: 0, e: 100, $number: 1, $: { $$number: 2 } } }]);
  });

  test("that is not there, a folder, or the answer itself is refused", async () => {
    await writeFile(path("in"), `${JOB}\n`);
    await symlink(path("in"), path("link"));
    const run = (paths: { input?: string; output?: string; quarantine?: string }) =>
      expect(runLocalFile({ input: path("in"), output: path("out"), down: false, ...paths }, signal)).rejects;
    await run({ input: path("none") }).toThrow(/none could not be read: no such file/);
    await run({ input: folder }).toThrow("is a folder");
    await run({ output: folder }).toThrow("is a folder");
    await run({ output: path("none/out") }).toThrow(/out could not be written: no such file/);
    await run({ output: path("in") }).toThrow("are the same file");
    await run({ output: path("link") }).toThrow("are the same file");
    await run({ quarantine: path("out") }).toThrow("are the same file");
    await run({ output: "/dev/full" }).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("no space left"),
    });
    expect((await readdir(folder)).toSorted()).toEqual(["in", "link"]);
  });

  test("that is interrupted leaves nothing", async () => {
    await writeFile(path("in"), `${JOB}\n`);
    const run = { input: path("in"), output: path("out"), down: false };
    await expect(runLocalFile(run, AbortSignal.abort())).rejects.toMatchObject({ exitCode: 3 });
    expect(await readdir(folder)).toEqual(["in"]);
  });
});
