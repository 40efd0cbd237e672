import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Archive, Asset } from "../../../local/provider/value.ts";
import { zipped } from "../../../local/provider/zip.ts";

function contents(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, strFromU8(file)]));
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe("zipping an archive", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "provider-zip-"));
    await mkdir(join(folder, "code/lib"), { recursive: true });
    await writeFile(join(folder, "code/index.mjs"), "main");
    await writeFile(join(folder, "code/lib/a.txt"), "a");
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("holds texts, files, folders and archives in archives", async () => {
    const archive = new Archive({
      assets: {
        "index.mjs": new Asset({ text: "hello" }),
        "copy.txt": new Asset({ path: join(folder, "code/lib/a.txt") }),
        vendor: new Archive({ path: join(folder, "code") }),
        deep: new Archive({ assets: { "b.txt": new Asset({ text: "b" }) } }),
      },
    });
    expect(contents(await zipped(archive))).toEqual({
      "copy.txt": "a",
      "deep/b.txt": "b",
      "index.mjs": "hello",
      "vendor/index.mjs": "main",
      "vendor/lib/a.txt": "a",
    });
  });

  it("makes the same bytes from the same files, whatever their dates and order", async () => {
    const archive = new Archive({ path: join(folder, "code") });
    const before = digest(await zipped(archive));
    await utimes(join(folder, "code/index.mjs"), 1, 1);
    expect(digest(await zipped(archive))).toBe(before);
    const [a, b] = [new Asset({ text: "a" }), new Asset({ text: "b" })];
    const one = await zipped(new Archive({ assets: { a, b } }));
    expect(digest(await zipped(new Archive({ assets: { b, a } })))).toBe(digest(one));
  });

  it("makes other bytes when a file becomes a program", async () => {
    const archive = new Archive({ path: join(folder, "code") });
    const before = digest(await zipped(archive));
    await chmod(join(folder, "code/index.mjs"), 0o755);
    expect(digest(await zipped(archive))).not.toBe(before);
  });

  it("gives a zip file as it is", async () => {
    const bytes = zipSync({ "index.mjs": new TextEncoder().encode("ready") });
    await writeFile(join(folder, "ready.zip"), bytes);
    expect(digest(await zipped(new Archive({ path: join(folder, "ready.zip") })))).toBe(digest(bytes));
  });

  it("refuses other files and addresses", async () => {
    const text = new Archive({ path: join(folder, "code/index.mjs") });
    await expect(zipped(text)).rejects.toThrow(/neither a folder nor a zip file/);
    await expect(zipped(new Archive({ uri: "https://far.example/a.zip" }))).rejects.toThrow(/remote/);
    const far = new Archive({ assets: { a: new Asset({ uri: "https://far.example/a" }) } });
    await expect(zipped(far)).rejects.toThrow(/remote/);
  });
});
