import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { FetchLimits } from "../../../../runtime/extract/fetch/fetch-limits.ts";
import { dripping, fetching, head, packed, page, type Serving } from "./raw-answers.ts";
import { answering } from "./raw-site.ts";

const BOMB = Buffer.alloc(4_000_000);
const SMALL = { pageBytes: 100_000 };

type Row = { why: string; serve: Serving; limits?: Partial<FetchLimits>; expected: Record<string, unknown> };

const TOO_LARGE = { code: "page-too-large" };
const UNREACHABLE = { code: "page-unreachable", retryable: true };

const ROWS: Row[] = [
  {
    why: "one header without end",
    serve: dripping({ start: "HTTP/1.1 200 OK\r\nx: ", piece: "x".repeat(20_000) }),
    expected: TOO_LARGE,
  },
  {
    why: "headers without end",
    serve: dripping({ start: "HTTP/1.1 200 OK\r\n", piece: "x: y\r\n".repeat(5_000) }),
    expected: TOO_LARGE,
  },
  {
    why: "headers that arrive one by one",
    serve: dripping({ start: "HTTP/1.1 200 OK\r\n", piece: "x: y\r\n" }),
    limits: { headersMs: 100 },
    expected: { code: "deadline-exceeded", reason: "headers" },
  },
  {
    why: "a status line without end",
    serve: dripping({ start: "HTTP/1.1 200 ", piece: "O".repeat(1_000) }),
    limits: { headersMs: 100 },
    expected: { code: "deadline-exceeded" },
  },
  {
    why: "early hints without end",
    serve: dripping({ start: "", piece: "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" }),
    limits: { headersMs: 100, totalMs: 400 },
    expected: { code: "deadline-exceeded" },
  },
  {
    why: "a body that arrives byte by byte",
    serve: dripping({ start: head(), piece: "x" }),
    limits: { idleMs: 100, totalMs: 300 },
    expected: { code: "deadline-exceeded", reason: "total" },
  },
  {
    why: "chunk extensions without end",
    serve: dripping({ start: `${head("transfer-encoding: chunked")}5;`, piece: "x".repeat(1_000) }),
    limits: { totalMs: 300 },
    expected: { message: expect.any(String) },
  },
  {
    why: "trailers without end",
    serve: dripping({ start: `${head("transfer-encoding: chunked")}0\r\n`, piece: "x: y\r\n".repeat(1_000) }),
    limits: { totalMs: 500 },
    expected: { message: expect.any(String) },
  },
  { why: "another protocol", serve: answering("SSH-2.0-OpenSSH_9.9\r\n"), expected: UNREACHABLE },
  { why: "a body without a head", serve: answering("<!doctype html><p>ok\r\n\r\n"), expected: UNREACHABLE },
  {
    why: "another protocol on request",
    serve: answering("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
    expected: UNREACHABLE,
  },
  {
    why: "two lengths",
    serve: answering(head("content-length: 5", "content-length: 6"), "<p>okk"),
    expected: UNREACHABLE,
  },
  {
    why: "a length and chunks",
    serve: answering(head("content-length: 5", "transfer-encoding: chunked"), "5\r\n<p>ok\r\n0\r\n\r\n"),
    expected: UNREACHABLE,
  },
  { why: "a length that is none", serve: answering(head("content-length: -5"), "<p>ok"), expected: UNREACHABLE },
  {
    why: "a chunk size that is none",
    serve: answering(head("transfer-encoding: chunked"), "zz\r\n<p>ok"),
    expected: UNREACHABLE,
  },
  {
    why: "fewer bytes than announced",
    serve: (socket) => {
      socket.once("data", () => socket.end(`${head("content-length: 50")}<p>ok`));
    },
    expected: UNREACHABLE,
  },
  {
    why: "a body in chunks that breaks off",
    serve: (socket) => {
      socket.once("data", () => socket.end(`${head("transfer-encoding: chunked")}5\r\n<p>ok\r\n`));
    },
    expected: UNREACHABLE,
  },
  { why: "a bomb of gzip", serve: packed("gzip", gzipSync(BOMB)), limits: SMALL, expected: TOO_LARGE },
  { why: "a bomb of br", serve: packed("br", brotliCompressSync(BOMB)), limits: SMALL, expected: TOO_LARGE },
  { why: "a bomb of zstd", serve: packed("zstd", zstdCompressSync(BOMB)), limits: SMALL, expected: TOO_LARGE },
  { why: "a bomb of deflate", serve: packed("deflate", deflateSync(BOMB)), limits: SMALL, expected: TOO_LARGE },
  {
    why: "a bomb in a bomb",
    serve: packed("gzip, gzip", gzipSync(gzipSync(BOMB))),
    limits: SMALL,
    expected: { code: "page-unsupported", reason: "encoding" },
  },
  {
    why: "half of a packed body",
    serve: packed("gzip", gzipSync("<p>ok".repeat(1_000)).subarray(0, 30)),
    expected: UNREACHABLE,
  },
  {
    why: "an archive that says it is a page",
    serve: page(gzipSync("<p>ok")),
    expected: { code: "page-unsupported", reason: "content-type" },
  },
  {
    why: "a PDF that says it is a page",
    serve: page("%PDF-1.7\n%text"),
    expected: { code: "page-unsupported", reason: "content-type" },
  },
  {
    why: "a page that says nothing of its type",
    serve: answering("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<p>ok"),
    expected: { code: "page-unsupported", reason: "content-type" },
  },
];

describe.concurrent("a site that answers with", () => {
  test.each(ROWS)("$why ends in a failure with its code", async ({ serve, limits, expected }) => {
    const started = performance.now();
    await expect(fetching(serve, limits)).rejects.toMatchObject(expected);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("a page is read that comes", () => {
  const text = "<p>héllo wörld";
  test.each<[string, Serving]>([
    ["packed as zstd", packed("zstd", zstdCompressSync(text))],
    ["packed as deflate", packed("deflate", deflateSync(text))],
    ["packed as deflate without its frame", packed("deflate", deflateRawSync(text))],
    ["packed in capitals", packed("GZIP", gzipSync(text))],
    ["packed with zeros after it", packed("gzip", Buffer.concat([gzipSync(text), Buffer.alloc(4)]))],
    ["in two packed parts", packed("gzip", Buffer.concat([gzipSync("<p>héllo"), gzipSync(" wörld")]))],
    [
      "with more bytes than announced",
      answering(head(`content-length: ${Buffer.byteLength(text)}`), `${text} and more`),
    ],
    [
      "with hints before it",
      answering("HTTP/1.1 103 Early Hints\r\n\r\n", head(`content-length: ${Buffer.byteLength(text)}`), text),
    ],
    [
      "without a length",
      (socket) => {
        socket.once("data", () => socket.end(`${head("connection: close")}${text}`));
      },
    ],
    [
      "in an older protocol",
      (socket) => {
        socket.once("data", () => socket.end(`HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n${text}`));
      },
    ],
  ])("%s", async (_, serve) => {
    expect((await fetching(serve)).html).toBe(text);
  });

  test("with nothing in it, packed", async () => {
    expect((await fetching(packed("gzip", Buffer.alloc(0)))).html).toBe("");
  });
});
