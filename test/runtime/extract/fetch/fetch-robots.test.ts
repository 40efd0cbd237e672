import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import { readRobots } from "../../../../runtime/extract/fetch/robots.ts";
import { site } from "../site.ts";

type Listener = RequestListener;

const HTML = { "content-type": "text/html" };
const OURS = "User-agent: AtlasCodex\nDisallow: /private\n";

/** A site with one robots.txt; every other address is a page, but `/to/…`, which redirects there. */
function withRobots(robots: Listener, seen: string[] = []): Listener {
  return (request, response) => {
    const { url = "", headers } = request;
    seen.push(`${headers["user-agent"]} ${url}`);
    if (url === "/robots.txt") robots(request, response);
    else if (url.startsWith("/to/")) response.writeHead(302, { location: decodeURIComponent(url.slice(4)) }).end();
    else response.writeHead(200, HTML).end("<p>ok");
  };
}

const file =
  (text: string | Buffer, headers: Record<string, string> = {}): Listener =>
  (_, response) =>
    response.writeHead(200, { "content-type": "text/plain", ...headers }).end(text);

const status =
  (code: number, headers: Record<string, string> = {}): Listener =>
  (_, response) =>
    response.writeHead(code, headers).end();

async function fetching(listener: Listener, path: string, more: { robotsExemptHosts?: string[] } = {}) {
  await using server = await site(listener);
  const target = `127.0.0.1:${server.port}`;
  return await fetchPage(
    { url: `http://${target}${path}`, allowedTargets: [target], ...more },
    AbortSignal.timeout(5_000),
  );
}

test("a page is fetched where robots.txt lets us, which is asked first and in our name", async () => {
  const seen: string[] = [];
  await fetching(withRobots(file(OURS), seen), "/open?private");
  expect(seen).toEqual(["AtlasCodex/1 /robots.txt", "AtlasCodex/1 /open?private"]);
});

test("a page that robots.txt keeps from us is refused, for good, and never asked for", async () => {
  const seen: string[] = [];
  const refused = fetching(withRobots(file(OURS), seen), "/private/a");
  await expect(refused).rejects.toMatchObject({ code: "page-refused", reason: "robots", retryable: false });
  expect(seen).toHaveLength(1);
});

test("a redirect to such a page is refused as well", async () => {
  await expect(fetching(withRobots(file(OURS)), "/to/%2Fprivate")).rejects.toMatchObject({
    reason: "robots",
    message: expect.stringContaining("after redirect 1"),
  });
});

test("every origin on the way is asked for its own rules", async () => {
  await using first = await site(withRobots(file("")));
  const seen: string[] = [];
  await using second = await site(withRobots(file("User-agent: *\nDisallow: /"), seen));
  const there = `http://127.0.0.1:${second.port}/x`;
  const allowedTargets = [first, second].map(({ port }) => `127.0.0.1:${port}`);
  const url = `http://127.0.0.1:${first.port}/to/${encodeURIComponent(there)}`;
  await expect(fetchPage({ url, allowedTargets }, AbortSignal.timeout(5_000))).rejects.toMatchObject({
    reason: "robots",
  });
  expect(seen).toEqual(["AtlasCodex/1 /robots.txt"]);
});

test("an exempt host is not asked", async () => {
  const seen: string[] = [];
  await fetching(withRobots(file(OURS), seen), "/private", { robotsExemptHosts: ["127.0.0.1"] });
  expect(seen).toEqual(["AtlasCodex/1 /private"]);
});

describe("without rules that can be had for good, everything is allowed", () => {
  test.each([
    ["no file", status(404)],
    ["a file for others", status(401)],
    ["a redirect to a name inside", status(302, { location: "http://localhost/robots.txt" })],
    ["redirects without end", status(301, { location: "/robots.txt" })],
    ["a page instead of a file", file("<!doctype html><p>Disallow: /")],
    ["nothing in it", file("")],
  ])("%s", async (_, robots) => {
    expect((await fetching(withRobots(robots), "/private")).html).toBe("<p>ok");
  });
});

describe("while rules cannot be had, nothing is allowed for now", () => {
  test.each([
    ["a failing site", status(503, { "retry-after": "9" }), { retryAfter: 9 }],
    ["a site that asks for patience", status(429), {}],
    ["a broken connection", ((request) => request.socket.destroy()) satisfies Listener, {}],
    ["a file packed as it does not say", file("plain", { "content-encoding": "gzip" }), {}],
  ])("%s", async (_, robots, more) => {
    const refused = fetching(withRobots(robots), "/open");
    await expect(refused).rejects.toMatchObject({
      ...{ code: "page-unreachable", reason: "robots-unreachable", retryable: true },
      ...more,
    });
  });
});

test("a file too long is read as far as 500 KiB", async () => {
  const long = `User-agent: *\nDisallow: /early\n${"# filler\n".repeat(60_000)}Disallow: /late\n`;
  for (const robots of [file(long), file(gzipSync(long), { "content-encoding": "gzip" })]) {
    expect((await fetching(withRobots(robots), "/late")).html).toBe("<p>ok");
    await expect(fetching(withRobots(robots), "/early")).rejects.toMatchObject({ reason: "robots" });
  }
});

test("robots.txt comes from the addresses of the page's own lookup, and its redirects are looked up anew", async () => {
  await using server = await site(
    withRobots((_, response) => {
      response.writeHead(302, { location: `http://other.example.com:${server.port}/rules` }).end();
    }),
  );
  const asked: string[] = [];
  const page = await fetchPage(
    {
      url: `http://www.example.com:${server.port}/`,
      allowedTargets: [`www.example.com:${server.port}`],
      lookup: async (name) => {
        asked.push(name);
        return ["127.0.0.1"];
      },
    },
    AbortSignal.timeout(5_000),
  );
  // The second name is not allowed to be private: the redirect leads nowhere, so there are no rules.
  expect(page.html).toBe("<p>ok");
  expect(asked).toEqual(["www.example.com", "other.example.com"]);
});

test("a caller who leaves ends the request for robots.txt", async () => {
  const caller = new AbortController();
  const left = Promise.withResolvers<void>();
  await using server = await site((request) => {
    request.socket.once("close", () => left.resolve());
    caller.abort(new Error("gone"));
  });
  const target = `127.0.0.1:${server.port}`;
  const fetching = fetchPage({ url: `http://${target}/`, allowedTargets: [target], robots: readRobots }, caller.signal);
  await expect(fetching).rejects.toMatchObject({ code: "deadline-exceeded" });
  await left.promise;
});
