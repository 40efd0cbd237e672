import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isSameFile } from "../../../ops/migrate/same-file.ts";

describe("two names", () => {
  let folder = "";
  const path = (name: string) => join(folder, name);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "same-file-"));
    await writeFile(path("file"), "");
    await mkdir(path("inner"));
    await symlink(path("inner"), path("link"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("of what is not there yet are the same where links lead to one folder", async () => {
    expect(await isSameFile(path("inner/new"), path("link/new"))).toBe(true);
    expect(await isSameFile(path("inner/new"), path("link/other"))).toBe(false);
  });

  test("in a folder that is not there yet are told apart by what they say", async () => {
    expect(await isSameFile(path("none/new"), path("none/new"))).toBe(true);
    expect(await isSameFile(path("none/new"), path("file"))).toBe(false);
  });

  test("are refused where one leads nowhere", async () => {
    const told = `${path("file/new")} cannot be looked at: ENOTDIR.`;
    await expect(isSameFile(path("file/new"), path("file"))).rejects.toMatchObject({ message: told, exitCode: 2 });
  });
});
