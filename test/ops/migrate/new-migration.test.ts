import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newMigration } from "../../../ops/migrate/new-migration.ts";

const run = promisify(execFile);

describe("the next migration", () => {
  let root = "";
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "migration-"));
    await mkdir(join(root, "test/runtime"), { recursive: true });
    await cp("runtime/migrations", join(root, "runtime/migrations"), { recursive: true });
    for (const file of ["biome.json", "package.json"]) await cp(file, join(root, file));
    await symlink(join(process.cwd(), "node_modules"), join(root, "node_modules"));
  });
  afterAll(() => rm(root, { recursive: true }));

  test("is numbered, registered last and formatted as the rest", async () => {
    const { files } = await newMigration({ name: "job-owner", root });
    expect(files.slice(0, 2)).toEqual([
      "runtime/migrations/0014-job-owner.ts",
      "test/runtime/migrations/0014-job-owner.test.ts",
    ]);
    expect((await newMigration({ name: "x2", root })).files[0]).toBe("runtime/migrations/0015-x2.ts");
    const registry = await readFile(join(root, "runtime/migrations/registry.ts"), "utf8");
    expect(registry).toContain("= [canonical, jobOwner, x2];");
    const check = join(process.cwd(), "node_modules/.bin/biome");
    await expect(run(check, ["check", "--error-on-warnings", "runtime", "test"], { cwd: root })).resolves.toBeDefined();
    const script =
      'import("./runtime/migrations/registry.ts").then(({ MIGRATIONS }) => console.log(MIGRATIONS.map((m) => m.id).join()))';
    const { stdout } = await run(process.execPath, ["-e", script], { cwd: root });
    expect(stdout.trim()).toBe("0013-canonical,0014-job-owner,0015-x2");
  });

  test.each(["Job", "a b", "../a", "", "canonical"])("is refused under the name %j", async (name) => {
    await expect(newMigration({ name, root })).rejects.toMatchObject({ exitCode: 2 });
  });
});
