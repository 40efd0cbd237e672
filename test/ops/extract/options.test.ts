import { expect, test } from "vitest";
import { type ExtractOptions, plannedExtraction } from "../../../ops/extract/options.ts";
import { temporaryFiles } from "../isolation/temporary-files.ts";

const { folder, write: written } = await temporaryFiles();
const page = await written("page.html", "<p>a");
const usable = await written("usable.json", { type: "object", properties: { price: { type: "number" } } });
const odd = { type: "object", properties: { a: { type: "string", not: {} }, b: { type: "string", contains: {} } } };

const planned = (options: Partial<ExtractOptions>) => plannedExtraction({ json: false, ...options });

test("words are files, or URLs where they start like one", async () => {
  const { sources } = await planned({ pages: [page, "https://a.example/", "gopher://a.example/"] });
  expect(sources).toEqual([{ file: page }, { url: "https://a.example/" }, { url: "gopher://a.example/" }]);
});

test("without words the pages come as a list", async () => {
  expect((await planned({ pages: [] })).sources).toBeUndefined();
});

test("a file's address, the schema and what may be fetched are as given", async () => {
  const options = {
    pages: [page],
    url: "https://a.example/p",
    schema: usable,
    "allow-target": ["127.0.0.1:80", "[::1]:8080"],
  };
  expect(await planned(options)).toEqual({
    sources: [{ file: page, url: "https://a.example/p" }],
    params: { schema: { type: "object", properties: { price: { type: "number" } } } },
    model: undefined,
    allowedTargets: ["127.0.0.1:80", "[::1]:8080"],
  });
});

test("a model is preview's unless said otherwise", async () => {
  expect((await planned({ model: true, instructions: "who?" })).model).toEqual({
    stage: "preview",
    baseUrl: undefined,
  });
  expect((await planned({ model: true, stage: "production" })).model).toMatchObject({ stage: "production" });
});

const REFUSED: readonly (readonly [what: string, options: Partial<ExtractOptions>, sentence: RegExp])[] = [
  ["a file that is not there", { pages: [page, "nowhere.html"] }, /There is no file nowhere\.html/],
  ["a folder", { pages: [folder] }, /is a folder/],
  [
    "an address for two files",
    { pages: [page, page], url: "https://a.example/" },
    /--url gives the address of one file/,
  ],
  ["an address for a list", { url: "https://a.example/" }, /--url gives the address of one file/],
  [
    "an address for a URL",
    { pages: ["https://a.example/"], url: "https://b.example/" },
    /https:\/\/a\.example\/ is a URL/,
  ],
  ["an address that is none", { pages: [page], url: "a.example" }, /"a\.example" is not the address/],
  ["an address of another kind", { pages: [page], url: "file:///a" }, /is not the address of a page/],
  ["instructions without a model", { pages: [page], instructions: "who?" }, /followed by a model only/],
  ["a stage without a model", { pages: [page], stage: "production" }, /--stage is about the model/],
  ["a provider without a model", { pages: [page], "model-base-url": "https://a.example" }, /--model-base-url is about/],
  ["instructions that are too long", { model: true, instructions: "x".repeat(8_001) }, /--instructions cannot be used/],
  ["an empty option", { pages: [page], schema: "" }, /--schema is empty/],
  ["an option given twice", { pages: [page], schema: [usable, usable] as unknown as string }, /more than once/],
  ["a target without a port", { "allow-target": ["127.0.0.1"] }, /"127\.0\.0\.1" is not HOST:PORT/],
  ["a target with a scheme", { "allow-target": ["http://127.0.0.1:80"] }, /is not HOST:PORT/],
  [
    "a schema that is not there",
    { pages: [page], schema: "nowhere.json" },
    /nowhere\.json cannot be used: there is no/,
  ],
  ["a schema that is a folder", { pages: [page], schema: folder }, /cannot be read \(EISDIR\)/],
  ["a schema that is not JSON", { pages: [page], schema: page }, /page\.html is not JSON/],
  ["a schema that is no object", { schema: await written("list.json", []) }, /list\.json is not a JSON Schema/],
  [
    "a schema with keywords that are not understood",
    { schema: await written("odd.json", odd) },
    /odd\.json cannot be used: .*\/properties\/a\/not.*\/properties\/b\/contains/,
  ],
];

test.each(REFUSED)("%s is refused before any page is read", async (_, options, sentence) => {
  await expect(planned(options)).rejects.toMatchObject({
    name: "OpsFailure",
    exitCode: 2,
    message: expect.stringMatching(sentence),
    fix: expect.stringMatching(/./),
  });
});
