import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import type { PageMemory } from "../../../../runtime/extract/fetch/page-memory.ts";
import { classify } from "../../../../runtime/ingest/classify.ts";
import { memoryPageStore } from "../../../contract/memory-page-store.ts";
import { site } from "../site.ts";
import { noRules } from "./no-rules.ts";

type Answer = { status?: number; headers?: Record<string, string>; body?: string };
type Asked = { url: string | undefined } & Pick<IncomingHttpHeaders, "if-none-match" | "if-modified-since">;

const TAGGED = { etag: '"one"', "last-modified": "Mon, 12 Oct 2026 08:00:00 GMT" };

/** A site whose answers come one after the other, the last one for ever, and a fetch from it with a memory. */
async function world(answers: Answer[], change: Partial<PageMemory> = {}) {
  const asked: Asked[] = [];
  const server = await site(({ url, headers }, response) => {
    asked.push({
      url,
      "if-none-match": headers["if-none-match"],
      "if-modified-since": headers["if-modified-since"],
    });
    const {
      status = 200,
      headers: sent = {},
      body = "<p>ok",
    } = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...sent });
    response.end(status === 304 ? undefined : body);
  });
  const { store, objects } = memoryPageStore();
  const failures: unknown[] = [];
  const target = `127.0.0.1:${server.port}`;
  const memory = { pages: { ...store, ...change }, onFailure: (error: unknown) => failures.push(error) };
  return {
    ...{ asked, objects, failures, server },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    fetch: (path = "/a") =>
      fetchPage(
        { url: `http://${target}${path}`, allowedTargets: [target], robots: noRules, memory },
        AbortSignal.timeout(5_000),
      ),
  };
}

test("a page seen before is asked for by what it was, and taken from memory when it is still that", async () => {
  await using site = await world([{ headers: TAGGED, body: "<p>héllo" }, { status: 304 }]);
  const first = await site.fetch();
  expect(first).not.toHaveProperty("notModified");
  const second = await site.fetch("/a#part");
  expect(second).toEqual({ ...first, fetchedAt: second.fetchedAt, notModified: true });
  expect(site.asked[0]).toMatchObject({ "if-none-match": undefined, "if-modified-since": undefined });
  expect(site.asked[1]).toMatchObject({ "if-none-match": '"one"', "if-modified-since": TAGGED["last-modified"] });
});

test("another URL of the same page is not asked with validators that are not its own", async () => {
  await using site = await world([{ headers: TAGGED }]);
  await site.fetch("/a");
  await site.fetch("/a?utm_source=x");
  expect(site.asked[1]?.["if-none-match"]).toBeUndefined();
});

test("a page that has changed is the new one, and remembered as that", async () => {
  await using site = await world([
    { headers: TAGGED, body: "one" },
    { headers: { etag: 'W/"two"' }, body: "two" },
    { status: 304 },
  ]);
  await site.fetch();
  expect((await site.fetch()).html).toBe("two");
  expect(await site.fetch()).toMatchObject({ html: "two", notModified: true });
  expect(site.asked[2]).toMatchObject({ "if-none-match": 'W/"two"', "if-modified-since": undefined });
});

test("redirects are walked every time, and only the URL that answered is asked conditionally", async () => {
  const hop = { status: 302, headers: { location: "/b", etag: '"hop"' } };
  await using site = await world([hop, { headers: TAGGED, body: "b" }, hop, { status: 304 }]);
  await site.fetch();
  expect(await site.fetch()).toMatchObject({ html: "b", notModified: true, url: expect.stringMatching(/\/b$/) });
  expect(site.asked.map((one) => [one.url, one["if-none-match"]])).toEqual([
    ["/a", undefined],
    ["/b", undefined],
    ["/a", undefined],
    ["/b", '"one"'],
  ]);
});

describe("when the text that was kept is", () => {
  test.each([
    ["gone", (objects: Map<string, Uint8Array>, key: string) => objects.delete(key)],
    ["altered", (objects: Map<string, Uint8Array>, key: string) => objects.set(key, Buffer.from("other"))],
  ])("%s, the page is fetched anew, without conditions, and remembered again", async (_, harm) => {
    await using site = await world([
      { headers: TAGGED, body: "one" },
      { status: 304 },
      { headers: TAGGED, body: "one" },
      { status: 304 },
    ]);
    await site.fetch();
    for (const key of site.objects.keys()) if (key.startsWith("page-texts/")) harm(site.objects, key);
    expect(await site.fetch()).toMatchObject({ html: "one" });
    expect(site.asked[2]?.["if-none-match"]).toBeUndefined();
    expect(await site.fetch()).toMatchObject({ html: "one", notModified: true });
  });
});

describe("an answer is not kept", () => {
  test.each<[string, Answer]>([
    ["without a validator", {}],
    ["when it says so", { headers: { ...TAGGED, "cache-control": "max-age=5, no-store" } }],
    ["when it is for one reader", { headers: { ...TAGGED, "cache-control": "private" } }],
    ["when it varies with everything", { headers: { ...TAGGED, vary: "*" } }],
    ["when its validators are none", { headers: { etag: "naked", "last-modified": "yesterday" } }],
    ["when it is long", { headers: TAGGED, body: "x".repeat(2_000_001) }],
    ["when it is empty", { headers: TAGGED, body: "" }],
    ["when it is a part", { status: 206, headers: TAGGED }],
  ])("%s", async (_, answer) => {
    await using site = await world([answer]);
    await site.fetch();
    expect([...site.objects.keys()]).toEqual([]);
  });
});

test("a memory that fails or hangs is told of, and the page fetched all the same", async () => {
  const down = async () => {
    throw new Error("the bucket is down");
  };
  await using failing = await world([{ headers: TAGGED }], { find: down, keep: down });
  expect((await failing.fetch()).html).toBe("<p>ok");
  expect(failing.failures).toHaveLength(2);
  await using lost = await world([{ headers: TAGGED }, { status: 304 }, { headers: TAGGED }], { read: down });
  await lost.fetch();
  expect(await lost.fetch()).toMatchObject({ html: "<p>ok" });
  expect(lost.failures).toHaveLength(1);
});

test("a site that says 304 to whoever did not ask is a failure", async () => {
  await using site = await world([{ status: 304 }]);
  await expect(site.fetch()).rejects.toMatchObject({ code: "page-refused", reason: "status-304" });
});

test("what is kept lies under the page's content id", async () => {
  await using site = await world([{ headers: TAGGED }]);
  const { url } = await site.fetch();
  const target = `127.0.0.1:${site.server.port}`;
  const found = classify(url, { allowedTargets: [target] });
  expect([...site.objects.keys()].sort()).toEqual([
    expect.stringMatching(/^page-texts\/[0-9a-f]{64}$/),
    `pages/${"contentId" in found ? found.contentId : ""}.json`,
  ]);
});
