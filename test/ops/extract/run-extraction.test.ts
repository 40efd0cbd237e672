import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { ExtractPlan } from "../../../ops/extract/options.ts";
import { runExtraction } from "../../../ops/extract/run-extraction.ts";
import { ExtractionResult } from "../../../runtime/domain/result.ts";
import { site } from "../../runtime/extract/site.ts";
import { temporaryFiles } from "../isolation/temporary-files.ts";

const { at, write: written } = await temporaryFiles();
const kettle = await written("kettle.html", "<title>Kettle</title><h1>Kettle</h1><p>Price: 49.90 EUR</p>");
const priceFile = await written("price.json", '{"type":"object","properties":{"price":{"type":"number"}}}');
const price = { type: "object", properties: { price: { type: "number" } } };

type Running = { plan?: Partial<ExtractPlan>; list?: readonly (object | string)[]; json?: boolean };

/** Runs an extraction in this process: what it prints, and how it ends. */
async function run({ plan, list = [], json = true }: Running) {
  let text = "";
  const output = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const steps: boolean[] = [];
  const whole = { sources: undefined, params: {}, model: undefined, allowedTargets: [], ...plan };
  const lines = list.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`);
  const ended = await runExtraction({
    plan: whole,
    askModel: undefined,
    json,
    input: (async function* () {
      for (const line of lines) yield Buffer.from(line);
    })(),
    output,
    progress: { step: ({ failed }) => void steps.push(failed), end: () => undefined },
  }).catch((error: unknown) => error);
  return {
    ended,
    text,
    steps,
    lines: json
      ? text
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line))
      : [],
  };
}

test("one page is answered with the job's result and nothing else", async () => {
  const { ended, lines } = await run({ plan: { sources: [{ file: kettle }], params: { schema: price } } });
  expect(ended).toBe(0);
  expect(lines).toHaveLength(1);
  expect(ExtractionResult.parse(lines[0])).toMatchObject({ data: { price: 49.9 }, evidence: { "/price": {} } });
});

test("a list is answered line by line, in order, also where a page cannot be read", async () => {
  await using server = await site((request, response) => {
    const delay = request.url === "/slow" ? 50 : 0;
    setTimeout(
      () => response.writeHead(200, { "content-type": "text/html" }).end(`<title>${request.url}</title>`),
      delay,
    );
  });
  const host = `http://127.0.0.1:${server.port}`;
  const { ended, lines, steps } = await run({
    plan: { allowedTargets: [`127.0.0.1:${server.port}`] },
    list: [
      { url: `${host}/slow` },
      { file: kettle, url: "https://www.example.com/kettle", note: "kept apart" },
      "",
      { file: at("absent.html") },
      { url: "http://localhost/" },
      { url: `${host}/fast` },
    ],
  });
  expect(ended).toBe(1);
  expect(lines).toMatchObject([
    { url: `${host}/slow`, data: { title: "/slow" } },
    { file: kettle, url: "https://www.example.com/kettle", data: { title: "Kettle" } },
    { file: at("absent.html"), error: { code: "not-found", message: expect.stringMatching(/absent/) } },
    { url: "http://localhost/", error: { code: "page-refused", reason: "private-name" } },
    { url: `${host}/fast`, data: { title: "/fast" } },
  ]);
  expect(steps).toEqual([false, false, true, true, false]);
});

test("a line's own schema goes before the command's", async () => {
  const { lines } = await run({
    plan: { params: { schema: { type: "object", properties: { currency: { type: "string" } } } } },
    list: [{ file: kettle }, { file: kettle, schema: priceFile }, { file: kettle, schema: price }],
  });
  expect(lines.map(({ data }) => Object.keys(data))).toEqual([["currency"], ["price"], ["price"]]);
});

const BROKEN: readonly (readonly [line: string, why: RegExp])[] = [
  ["kettle.html", /is not JSON/],
  ["[]", /is not an object/],
  ["{}", /neither a `file` nor a `url`/],
  ['{"file":7}', /`file` that cannot be used/],
  ['{"url":""}', /`url` that cannot be used/],
  ['{"url":"https://a.example/","schema":{"type":"string"}}', /schema in line 2 cannot be used/],
  ['{"url":"https://a.example/","schema":"nowhere.json"}', /nowhere\.json/],
];

test.each(BROKEN)("%s ends the list with status 2, after the answer to the line before it", async (line, why) => {
  const { ended, lines } = await run({ list: [{ file: kettle }, line, { file: kettle }] });
  expect(lines).toMatchObject([{ file: kettle, data: { title: "Kettle" } }]);
  expect(ended).toMatchObject({ exitCode: 2, message: expect.stringMatching(why) });
});

test("an empty list names no page", async () => {
  expect((await run({ list: [] })).ended).toMatchObject({ exitCode: 2, message: expect.stringMatching(/no page/) });
});

test("a person sees the page, its fields with where they stand, and what failed", async () => {
  const sources = [{ file: kettle }, { url: "http://localhost/" }];
  const { text, ended } = await run({ plan: { sources, params: { schema: price } }, json: false });
  expect(ended).toBe(1);
  expect(text).toMatch(/✓ .*kettle\.html\n {2}Kettle\n/);
  expect(text).toMatch(/^ {2}price {2}49\.9\n {9}….*Price: 49\.90 EUR/m);
  expect(text).toMatch(/✗ http:\/\/localhost\/\n {2}The page may not be fetched: .*\(page-refused\)/);
});
