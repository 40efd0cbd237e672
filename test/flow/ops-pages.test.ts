import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { ExtractionResult } from "../../runtime/domain/result.ts";
import { ops } from "../ops/commands/ops-process.ts";
import { temporaryFiles } from "../ops/isolation/temporary-files.ts";

const site = inject("siteUrl").replace(/\/$/, "");
const target = new URL(site).host;
const files = await temporaryFiles();
const kettle = await files.write("kettle.html", "<title>Kettle</title><h1>Kettle</h1><p>Price: 49.90 EUR</p>");
const schema = await files.write("price.json", { type: "object", properties: { price: { type: "number" } } });

test("ops urls ends quietly when its reader has seen enough", async () => {
  const main = fileURLToPath(new URL("../../ops/main.ts", import.meta.url));
  const script = 'yes https://www.example.com/ | { "$0" "$1" urls; echo "$?" >&2; } | head -2';
  const shell = spawn("sh", ["-c", script, process.execPath, main], { stdio: ["ignore", "pipe", "pipe"] });
  const [out, err] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  expect(out.split("\n").slice(0, -1)).toHaveLength(2);
  expect(err).toBe("0\n");
});

test("ops urls names a line that cannot be read, after the answers to those before it", async () => {
  const { code, out, err } = await ops(["urls"], {}, 'https://www.example.com/\n{"uri":""}\n');
  expect(code).toBe(2);
  expect(out.split("\n").slice(0, -1)).toHaveLength(1);
  expect(err).toMatch(/^ops: Line 2 has no `url`\.\n {2}→ /);
});

test("ops extract answers a list of files and pages of the web in one process", async () => {
  const list = [
    { file: kettle, url: "https://www.example.com/kettle" },
    { url: `${site}/product` },
    { url: `${site}/nowhere` },
  ];
  const { code, out, err } = await ops(
    ["extract", "--json", "--schema", schema, "--allow-target", target],
    {},
    list.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );
  const lines = out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { ...list[0], data: { price: 49.9 } },
    { ...list[1], data: { price: expect.any(Number) } },
    { ...list[2], error: { code: "page-refused", reason: "status-404" } },
  ]);
  expect(err).toMatch(/^3 pages, 1 failed in \d+\.\d s\n$/);
  expect(code).toBe(1);
});

test("ops extract lets no target through that was not named", async () => {
  const { code, out } = await ops(["extract", "--json", `${site}/product`]);
  expect(JSON.parse(out)).toMatchObject({ error: { code: "page-refused", reason: "private-address" } });
  expect(code).toBe(1);
});

test("ops extract asks the embedded mode's model with nothing but the environment it prints", async () => {
  const words = ["extract", `${site}/product`, "--allow-target", target, "--model", "--schema", schema, "--json"];
  const { code, out, err } = await ops([...words, "--stage", "production"], inject("environment"));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(ExtractionResult.parse(JSON.parse(out))).toMatchObject({
    data: { price: expect.any(Number) },
    model: expect.stringMatching(/^gpt-4/),
    usage: { inputTokens: expect.any(Number) },
  });
});

test("ops extract tells a person a slip of the hand in two lines", async () => {
  const { code, out, err } = await ops(["extract", files.at("kettel.html")]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^ops: There is no file .*kettel\.html\.\n {2}→ .*\n$/);
});
