import { expect, test } from "vitest";
import { started } from "./started.ts";

test("every page of the list answers with its title", async () => {
  const site = await started();
  for (const page of site.pages.filter(({ name }) => name !== "slow")) {
    const response = await fetch(`${site.url}${page.path}`);
    expect([page.name, response.status]).toEqual([page.name, 200]);
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    const charset = String(page.expected.charset ?? "utf-8");
    const text = new TextDecoder(charset, { fatal: true }).decode(await response.arrayBuffer());
    expect(text).toContain(`<h1${text.includes("<h1 itemprop") ? ' itemprop="name"' : ""}>${page.title}</h1>`);
    expect(text).not.toContain("{{");
  }
});

test("the front page links every page, and every link on every page leads somewhere", async () => {
  const site = await started();
  const front = await (await fetch(site.url)).text();
  const seen = new Set<string>();
  for (const page of site.pages) expect(front).toContain(`href="${page.path}"`);
  for (const path of ["/", "/article", "/product", "/listing", "/table", "/recipe", "/charset", "/rtl"]) {
    const text = await (await fetch(`${site.url}${path}`)).text();
    for (const [, target = ""] of text.matchAll(/(?:href|src)="(\/[^"#]*)/g)) seen.add(target);
  }
  const odd = [/^\/slow/, /^\/redirects\/loop/, /^\/nowhere/, /^\/large/];
  for (const target of [...seen].filter((one) => !odd.some((pattern) => pattern.test(one)))) {
    expect([target, (await fetch(`${site.url}${target}`, { method: "HEAD" })).status]).toEqual([target, 200]);
  }
});

test("HEAD tells what GET would, without a body", async () => {
  const site = await started();
  const [head, get] = await Promise.all(["HEAD", "GET"].map((method) => fetch(`${site.url}/article`, { method })));
  for (const name of ["content-type", "content-length", "etag", "last-modified"]) {
    expect(head?.headers.get(name)).toBe(get?.headers.get(name));
  }
  expect(await head?.text()).toBe("");
});

test.each([
  ["the same ETag", { "if-none-match": "ETAG" }, 304],
  ["a list with a weak form of it", { "if-none-match": '"other", W/ETAG' }, 304],
  ["a star", { "if-none-match": "*" }, 304],
  ["another ETag", { "if-none-match": '"other"' }, 200],
  ["a later date", { "if-modified-since": "Wed, 14 Oct 2026 00:00:00 GMT" }, 304],
  ["an earlier date", { "if-modified-since": "Mon, 12 Oct 2026 00:00:00 GMT" }, 200],
  ["no date at all", { "if-modified-since": "yesterday" }, 200],
  [
    "another ETag beside a later date",
    { "if-none-match": '"x"', "if-modified-since": "Wed, 14 Oct 2026 00:00:00 GMT" },
    200,
  ],
])("a copy with %s is judged", async (_, asked, status) => {
  const site = await started();
  const etag = (await fetch(`${site.url}/article`)).headers.get("etag") ?? "";
  const headers = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value.replace("ETAG", etag)]));
  const response = await fetch(`${site.url}/article`, { headers });
  expect(response.status).toBe(status);
  expect(response.headers.get("etag")).toBe(etag);
  if (status === 304) expect(await response.text()).toBe("");
});

test("an address without a page is 404 whatever its method asks for; other methods are 405", async () => {
  const site = await started();
  const missing = await fetch(`${site.url}/nowhere`);
  expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect((await fetch(`${site.url}/constructor`)).status).toBe(404);
  const posted = await fetch(`${site.url}/article`, { method: "POST", body: "x" });
  expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("robots are told where not to go", async () => {
  const site = await started();
  const response = await fetch(`${site.url}/robots.txt`);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await response.text()).toContain("Disallow: /drafts/");
});

test("three redirects end at the article, seven take seven, the loop never ends", async () => {
  const site = await started();
  const follow = async (path: string) => {
    const statuses = [];
    let url = `${site.url}${path}`;
    for (let hop = 0; hop < 10; hop += 1) {
      const response = await fetch(url, { redirect: "manual" });
      statuses.push(response.status);
      const location = response.headers.get("location");
      if (location === null) return { statuses, path: new URL(url).pathname };
      url = new URL(location, url).href;
    }
    return { statuses, path: "endless" };
  };
  expect(await follow("/redirects/three")).toEqual({ statuses: [301, 302, 308, 200], path: "/article" });
  expect(await follow("/redirects/seven")).toEqual({ statuses: [...Array(7).fill(302), 200], path: "/article" });
  expect((await follow("/redirects/loop")).path).toBe("endless");
});

test("the large page is five megabytes without a length, the same every time, and can be left early", async () => {
  const site = await started();
  const read = async () => Buffer.from(await (await fetch(`${site.url}/large`)).arrayBuffer());
  const [one, other] = [await read(), await read()];
  expect(one.length).toBe(5 * 1024 * 1024);
  expect(one.equals(other)).toBe(true);
  expect(one.toString()).toContain("<p>End of the log.</p>");
  expect((await fetch(`${site.url}/large`, { method: "HEAD" })).headers.get("content-length")).toBeNull();
  const left = new AbortController();
  const response = await fetch(`${site.url}/large`, { signal: left.signal });
  left.abort();
  await expect(response.text()).rejects.toThrow();
});

test("the slow page trickles for as long as it is asked to", async () => {
  const site = await started();
  const begun = performance.now();
  const response = await fetch(`${site.url}/slow?ms=300`);
  expect(performance.now() - begun).toBeLessThan(250);
  expect(await response.text()).toContain("yours faithfully");
  expect(performance.now() - begun).toBeGreaterThan(250);
  expect((await fetch(`${site.url}/slow?ms=soon`)).status).toBe(400);
});

test("stopping does not wait for slow readers", async () => {
  const site = await started();
  const response = await fetch(`${site.url}/slow?ms=30000`);
  const begun = performance.now();
  const reading = expect(response.text()).rejects.toThrow();
  await site.stop();
  await reading;
  expect(performance.now() - begun).toBeLessThan(2_000);
});
