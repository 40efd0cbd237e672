import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { boundaries } from "../../../../ops/gate/schemas/boundaries.ts";
import { readReleased, releaseSchemas } from "../../../../ops/gate/schemas/released.ts";
import { judgeBoundary, schemasStep } from "../../../../ops/gate/steps/schemas.ts";

const signal = new AbortController().signal;
const run = (root: string) =>
  schemasStep.run({ root, today: "2026-01-31", previews: () => Promise.reject(new Error("asked")) }, signal);

async function emptyFolder() {
  const root = await mkdtemp(join(tmpdir(), "schemas-"));
  onTestFinished(() => rm(root, { recursive: true }));
  return root;
}

test("the schemas that are released are those of today", async () => {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  for (const { name, role, schema } of boundaries()) {
    expect(await readReleased({ root, name }), name).toMatchObject({ role, schema });
  }
  expect(await run(root)).toMatchObject([{ name: "schemas", status: "passed" }]);
});

test("a boundary without a released schema is a finding, and releasing it with a reason settles it", async () => {
  const root = await emptyFolder();
  const [before] = await run(root);
  expect(before?.findings).toHaveLength(boundaries().length);
  expect(before?.findings[0]).toMatchObject({ code: "schema-unreleased", fix: expect.stringContaining("--reason") });
  expect(await releaseSchemas({ root, reason: "first" })).toHaveLength(boundaries().length);
  expect(await run(root)).toMatchObject([{ status: "passed" }]);
  expect(await releaseSchemas({ root, reason: "again" })).toEqual([]);
});

test("a released schema that is no boundary's any more, or cannot be read, is told", async () => {
  const root = await emptyFolder();
  await releaseSchemas({ root, reason: "first" });
  const folder = join(root, "schemas", "released");
  await writeFile(join(folder, "gone.json"), "{}");
  expect((await run(root))[0]?.findings).toMatchObject([{ code: "schema-gone", subject: "gone" }]);
  await writeFile(join(folder, (await readdir(folder)).find((file) => file === "job-record.json") ?? ""), "not json");
  await expect(run(root)).rejects.toThrow("job-record.json is no released schema.");
});

test("a reason is asked for before anything is released", async () => {
  await expect(releaseSchemas({ root: await emptyFolder(), reason: " " })).rejects.toThrow("--reason is empty.");
});

test("a stored member that becomes required is shown with a job that has none, and the migration that is missing", () => {
  const schema = { type: "object", properties: { tenant: { type: "string" } }, required: ["tenant"] };
  const released = { role: "stored" as const, reason: "first", schema: { ...schema, required: [] } };
  expect(judgeBoundary({ name: "job-record", role: "stored", schema }, released)).toMatchObject([
    { code: "schema-old-value-refused", witness: {}, fix: expect.stringContaining("migration") },
  ]);
});
