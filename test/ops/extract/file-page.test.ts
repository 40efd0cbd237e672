import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readPageFile } from "../../../ops/extract/file-page.ts";

const folder = await mkdtemp(join(tmpdir(), "atlas-codex-extract-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test("a file is a page under a name that leads nowhere", async () => {
  expect(await readPageFile({ path: await written("a page.html", "<p>é") })).toMatchObject({
    url: "https://file.invalid/a%20page.html",
    status: 200,
    contentType: "text/html",
    charset: "utf-8",
    html: "<p>é",
  });
});

test("the address it is given is its own, without fragment", async () => {
  const path = await written("b.html", "<p>b");
  expect(await readPageFile({ path, url: "https://www.example.com/b#c" })).toMatchObject({
    url: "https://www.example.com/b",
  });
});

test("its charset is found like that of a page from the web", async () => {
  const declared = await written("c.html", Buffer.from('<meta charset="iso-8859-2"><p>\xb1', "latin1"));
  expect(await readPageFile({ path: declared })).toMatchObject({
    charset: "iso-8859-2",
    html: expect.stringContaining("ą"),
  });
  const marked = await written("d.html", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("<p>d", "utf16le")]));
  expect(await readPageFile({ path: marked })).toMatchObject({ charset: "utf-16le", html: "<p>d" });
});

test("its name tells text from markup", async () => {
  expect(await readPageFile({ path: await written("e.TXT", "<p>") })).toMatchObject({ contentType: "text/plain" });
  expect(await readPageFile({ path: await written("e.php", "<p>") })).toMatchObject({ contentType: "text/html" });
});

test("it is read as far as a page may be long", async () => {
  const path = await written("f.html", "0123456789");
  expect(await readPageFile({ path, maxBytes: 10 })).toMatchObject({ html: "0123456789" });
  await expect(readPageFile({ path, maxBytes: 9 })).rejects.toMatchObject({ code: "page-too-large" });
  await expect(readPageFile({ path: "/dev/zero", maxBytes: 1_000_000 })).rejects.toMatchObject({
    code: "page-too-large",
  });
});

test("what is no page is refused by its name", async () => {
  const loop = join(folder, "loop");
  await symlink(loop, loop);
  const REFUSED = [
    [join(folder, "absent.html"), "not-found", /no file .*absent\.html/],
    [folder, "page-unsupported", /is a folder/],
    [await written("g.html", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])), "page-unsupported", /g\.html is not HTML/],
    [loop, "page-unreachable", /loop cannot be read \(ELOOP\)/],
  ] as const;
  for (const [path, code, message] of REFUSED) {
    await expect(readPageFile({ path })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  }
  const path = await written("h.html", "<p>h");
  await expect(readPageFile({ path, url: "www.example.com" })).rejects.toMatchObject({ code: "invalid-request" });
});
