import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { codeHashOf } from "../../../runtime/migrations/code-hash.ts";

const folder = await mkdtemp(join(tmpdir(), "code-hash-"));
afterAll(() => rm(folder, { recursive: true }));

test("the hash of a migration's code changes with every file that decides what it does, and with no other", async () => {
  await cp("runtime/migrations", folder, { recursive: true });
  const hash = () => codeHashOf("0013-canonical", folder);
  const before = hash();
  expect(before).toBe(codeHashOf("0013-canonical"));
  await writeFile(join(folder, "registry.ts"), "");
  await writeFile(join(folder, "0014-next.ts"), "");
  expect(hash()).toBe(before);
  const seen = new Set([before]);
  for (const file of ["migration.ts", "plain/decimal.ts", "0013-canonical.ts", "0013-canonical/shapes/v1-flat.ts"]) {
    await writeFile(join(folder, file), "");
    seen.add(hash());
  }
  expect(seen.size).toBe(5);
  expect(() => codeHashOf("0099-none")).toThrow("There is no migration 0099-none.");
});
