import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkoutSource } from "../../../../ops/deployment/aws/source.ts";

const { signal } = new AbortController();
let folder = "";
const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const source = () => checkoutSource({ stage: "preview", folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "atlas-codex-source-"));
  git("init", "--quiet");
  write(".gitignore", "ignored\n");
  write("Pulumi.preview.yaml", "config:\n  atlas-codex:STAGE: preview\n");
  write("a", "one");
  git("add", "--all");
  git("commit", "--quiet", "-m", "First");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a clean checkout is its commit, and is kept as that", async () => {
  write("ignored", "whatever");
  const head = git("rev-parse", "HEAD");
  expect(await source().read(signal)).toMatchObject({ commit: head, dirty: [] });
  expect(await source().keep(signal)).toBe(head);
});

test("changed, new and removed files are named; the same content is the same digest once it is committed", async () => {
  const clean = await source().read(signal);
  write("a", "two");
  write("new file", "x");
  const dirty = await source().read(signal);
  expect(dirty).toMatchObject({ commit: clean.commit, dirty: ["a", "new file"], settings: clean.settings });
  expect(dirty.digest).not.toBe(clean.digest);
  const kept = await source().keep(signal);
  expect(await source().keep(signal)).toBe(kept);
  expect(git("show", `${kept}:new file`)).toBe("x");
  expect(git("rev-parse", `${kept}^`)).toBe(clean.commit);
  expect(git("branch", "--all", "--contains", kept)).toBe("");
  expect((await source().read(signal)).dirty).toEqual(["a", "new file"]);
  git("add", "--all");
  expect(await source().read(signal)).toEqual(dirty);
  git("commit", "--quiet", "-m", "Second");
  const committed = await source().read(signal);
  expect(committed).toMatchObject({ dirty: [], digest: dirty.digest });
  rmSync(join(folder, "new file"));
  expect((await source().read(signal)).dirty).toEqual(["new file"]);
  git("checkout", "--", "new file");
});

test("another setting is another digest of the settings", async () => {
  const before = await source().read(signal);
  write("Pulumi.preview.yaml", "config:\n  atlas-codex:STAGE: preview\n  atlas-codex:MONTHLY_BUDGET: 1\n");
  const after = await source().read(signal);
  expect(after.settings).not.toBe(before.settings);
  git("checkout", "--", "Pulumi.preview.yaml");
});

test("a folder that is no checkout is told as a sentence", async () => {
  const none = mkdtempSync(join(tmpdir(), "atlas-codex-no-source-"));
  try {
    writeFileSync(join(none, "Pulumi.preview.yaml"), "config: {}\n");
    await expect(checkoutSource({ stage: "preview", folder: none }).read(signal)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("not a git repository"),
    });
  } finally {
    rmSync(none, { recursive: true });
  }
});
