import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as YAML from "yaml";
import { CHECKOUT, folderAt } from "../../local/folder.ts";
import { layWorkFolder } from "../../local/work-folder.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "atlas-codex-work-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const settings = { modelUrl: "http://127.0.0.1:1/v1", siteTarget: "127.0.0.1:2" };
const read = async (path: string) => YAML.parse(await readFile(path, "utf8"));

test("the generated project runs the committed program with the committed settings and two of its own", async () => {
  const folder = folderAt(root);
  await layWorkFolder(folder, settings);
  const { main } = await read(join(folder.work, "Pulumi.yaml"));
  expect(resolve(folder.work, main)).toBe(join(CHECKOUT, "infra/index.ts"));
  const { config: committed } = await read(join(CHECKOUT, "Pulumi.preview.yaml"));
  const { config } = await read(join(folder.work, "Pulumi.preview.yaml"));
  expect(config).toEqual({
    ...committed,
    "atlas-codex:MODEL_BASE_URL": "http://127.0.0.1:1/v1",
    "atlas-codex:FETCH_ALLOWED_TARGETS": "127.0.0.1:2",
  });
});

test("what the engine wrote into a generated stack file stays when it is generated again", async () => {
  const folder = folderAt(root);
  await layWorkFolder(folder, settings);
  const path = join(folder.work, "Pulumi.preview.yaml");
  await writeFile(path, `encryptionsalt: v1:salt\n${await readFile(path, "utf8")}`);
  await layWorkFolder(folder, settings);
  expect(await read(path)).toMatchObject({ encryptionsalt: "v1:salt" });
});
