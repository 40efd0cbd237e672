import type { RequestListener } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { FetchLimits } from "../../../../runtime/extract/fetch/fetch-limits.ts";
import { fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import { site } from "../site.ts";
import { noRules } from "./no-rules.ts";

type Fetching = { listener: RequestListener; limits?: Partial<FetchLimits>; signal?: AbortSignal; path?: string };

async function fetching({ listener, limits, signal, path = "/page?q=1#part" }: Fetching) {
  await using server = await site(listener);
  const target = `127.0.0.1:${server.port}`;
  const url = `http://${target}${path}`;
  const page = { url, allowedTargets: [target], robots: noRules, ...(limits ? { limits } : {}) };
  return await fetchPage(page, signal ?? AbortSignal.timeout(5_000));
}

const html = (body: string | Buffer, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => response.writeHead(200, { "content-type": "text/html", ...headers }).end(body);
};

test("a page is requested as it was submitted, without its fragment and without anybody's cookies", async () => {
  const page = await fetching({
    listener: (request, response) => {
      const { host, cookie, authorization } = request.headers;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(JSON.stringify([request.url, host?.startsWith("127.0.0.1:"), cookie, authorization]));
    },
  });
  expect(JSON.parse(page.html)).toEqual(["/page?q=1", true, null, null]);
  expect(page).toMatchObject({ status: 200, contentType: "text/html", charset: "utf-8" });
  expect(page.url).toMatch(/\/page\?q=1$/);
});

describe("what arrives packed is unpacked", () => {
  test.each([
    ["gzip", gzipSync("<p>héllo")],
    ["br", brotliCompressSync("<p>héllo")],
    ["identity", Buffer.from("<p>héllo")],
  ])("%s", async (encoding, body) => {
    expect((await fetching({ listener: html(body, { "content-encoding": encoding }) })).html).toBe("<p>héllo");
  });
});

describe("the charset", () => {
  const latin = Buffer.from([0x3c, 0x70, 0x3e, 0xe9]);
  test.each([
    ["of the byte-order mark wins", Buffer.from("\ufeff<p>é"), "text/html; charset=iso-8859-1", "utf-8", "<p>é"],
    ["of the header is taken", latin, 'text/html; charset="ISO-8859-1"', "windows-1252", "<p>é"],
    [
      "of the markup is taken",
      Buffer.concat([Buffer.from("<meta charset=latin1>"), latin]),
      "text/html",
      "windows-1252",
      "é",
    ],
    [
      "of the older markup is taken",
      Buffer.concat([Buffer.from('<meta http-equiv="content-type" content="text/html; charset=koi8-r">'), latin]),
      "text/html",
      "koi8-r",
      "И",
    ],
    ["is UTF-8 where the bytes are that", Buffer.from("<p>é"), "text/html", "utf-8", "<p>é"],
    ["is windows-1252 where they are not", latin, "text/html; charset=no-such", "windows-1252", "<p>é"],
  ])("%s", async (_, body, type, charset, text) => {
    const page = await fetching({ listener: html(body, { "content-type": type }) });
    expect(page.charset).toBe(charset);
    expect(page.html).toContain(text);
  });
});

const endless: RequestListener = (_, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  const timer = setInterval(() => response.write("x".repeat(1_000)), 1);
  response.on("close", () => clearInterval(timer));
};

type Refusal = Fetching & { why: string; expected: Record<string, unknown> };

const REFUSALS: Refusal[] = [
  {
    why: "a body larger than the cap",
    listener: endless,
    limits: { wireBytes: 20_000 },
    expected: { code: "page-too-large" },
  },
  {
    why: "a small body that unpacks to a large one",
    listener: html(gzipSync(Buffer.alloc(5_000_000)), { "content-encoding": "gzip" }),
    limits: { pageBytes: 100_000 },
    expected: { code: "page-too-large" },
  },
  {
    why: "an announced size beyond the cap",
    listener: html("x".repeat(2_000)),
    limits: { wireBytes: 1_000 },
    expected: { code: "page-too-large" },
  },
  {
    why: "headers beyond the cap",
    listener: html("x", { "x-large": "x".repeat(9_000) }),
    limits: { headerBytes: 4_096 },
    expected: { code: "page-too-large" },
  },
  {
    why: "an image",
    listener: html("x", { "content-type": "image/png" }),
    expected: { code: "page-unsupported", reason: "content-type" },
  },
  {
    why: "an unknown coding",
    listener: html("x", { "content-encoding": "zip" }),
    expected: { code: "page-unsupported", reason: "encoding" },
  },
  {
    why: "a body that is not packed as it says",
    listener: html("plain", { "content-encoding": "gzip" }),
    expected: { code: "page-unreachable" },
  },
  {
    why: "a missing page",
    listener: (_, response) => response.writeHead(404).end(),
    expected: { code: "page-refused", reason: "status-404", retryable: false },
  },
  {
    why: "a site that is down",
    listener: (_, response) => response.writeHead(503, { "retry-after": "7" }).end(),
    expected: { code: "page-unreachable", reason: "status-503", retryable: true, retryAfter: 7 },
  },
  {
    why: "a connection that breaks",
    listener: (request) => request.socket.destroy(),
    expected: { code: "page-unreachable", retryable: true },
  },
  {
    why: "a site that does not answer",
    listener: () => undefined,
    limits: { headersMs: 200 },
    expected: { code: "deadline-exceeded", reason: "headers" },
  },
  {
    why: "a site that falls silent",
    listener: (_, response) => response.writeHead(200, { "content-type": "text/html" }).write("<p>"),
    limits: { idleMs: 200 },
    expected: { code: "deadline-exceeded", reason: "idle" },
  },
  {
    why: "a site that never comes to an end",
    listener: endless,
    limits: { totalMs: 300 },
    expected: { code: "deadline-exceeded", reason: "total" },
  },
  {
    why: "a caller without time",
    listener: () => undefined,
    signal: AbortSignal.timeout(50),
    expected: { code: "deadline-exceeded" },
  },
];

test.concurrent.each(REFUSALS)("$why is a failure with its code", async ({ why: _, expected, ...row }) => {
  await expect(fetching(row)).rejects.toMatchObject(expected);
});

test("a lookup that cannot be answered now is worth another try, and a stuck one does not outlive the deadline", async () => {
  const temporary = Object.assign(new Error("try again"), { code: "EAI_AGAIN" });
  const url = "http://www.example.com/";
  await expect(
    fetchPage({ url, lookup: () => Promise.reject(temporary) }, AbortSignal.timeout(5_000)),
  ).rejects.toMatchObject({ code: "page-unreachable", reason: "EAI_AGAIN", retryable: true });
  await expect(
    fetchPage(
      { url, lookup: () => new Promise(() => undefined), limits: { totalMs: 100 } },
      AbortSignal.timeout(5_000),
    ),
  ).rejects.toMatchObject({ code: "deadline-exceeded" });
});
