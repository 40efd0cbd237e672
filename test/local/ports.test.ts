import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { folderAt } from "../../local/folder.ts";
import { choosePorts } from "../../local/ports.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "atlas-codex-ports-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("the ports of the last run are taken again", async () => {
  const folder = folderAt(root);
  const first = await choosePorts(folder, () => undefined);
  expect(new Set(Object.values(first)).size).toBe(3);
  expect(await choosePorts(folder, () => undefined)).toEqual(first);
});

test("a port that another program took meanwhile is replaced, and that is said", async () => {
  const folder = folderAt(root);
  const first = await choosePorts(folder, () => undefined);
  const other = createServer().listen(first.model, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const said: string[] = [];
  const second = await choosePorts(folder, (line) => said.push(line));
  await new Promise((resolve) => other.close(resolve));
  expect(second).toEqual({ ...first, model: second.model });
  expect(second.model).not.toBe(first.model);
  expect(said.join()).toContain(String(first.model));
});
