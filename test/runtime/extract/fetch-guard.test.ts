import { connect } from "node:net";
import { expect, test } from "vitest";
import { Failure } from "../../../runtime/domain/failure.ts";
import { fetchPage } from "../../../runtime/extract/fetch-page.ts";
import type { Target } from "../../../runtime/extract/guard.ts";
import { caseRows } from "../../case-rows.ts";
import { site } from "./site.ts";

type Row = {
  url: string;
  resolves?: string[];
  resolvesThen?: string[];
  hosts?: Record<string, string[]>;
  redirects?: string[];
  allowed: boolean;
  reason?: string;
  connectsTo?: string[];
  why: string;
  rule: string;
};

test.each(caseRows<Row>("fetch-guard.jsonl"))("$rule: $why ($url)", async (row) => {
  const redirects = [...(row.redirects ?? [])];
  await using server = await site((_, response) => {
    const location = redirects.shift();
    response
      .writeHead(location ? 302 : 200, { "content-type": "text/html", ...(location ? { location } : {}) })
      .end("<p>ok");
  });
  const targets: Target[] = [];
  let asked = 0;
  const name = URL.parse(row.url)?.hostname.replace(/\.$/, "");
  const fetching = fetchPage(
    {
      url: row.url,
      lookup: async (host) => {
        if (host !== name) return row.hosts?.[host] ?? [];
        asked += 1;
        return (asked > 1 ? row.resolvesThen : undefined) ?? row.resolves ?? [];
      },
      connectorFor: (target) => (_, callback) => {
        targets.push(target);
        const socket = connect(server.port, "127.0.0.1", () => callback(null, socket));
      },
    },
    AbortSignal.timeout(5_000),
  );
  const outcome = await fetching.then(
    () => ({ allowed: true }),
    (error: unknown) => {
      if (error instanceof Failure && error.code === "page-refused") return { allowed: false, reason: error.reason };
      throw error;
    },
  );
  expect(outcome).toEqual({ allowed: row.allowed, ...(row.reason ? { reason: row.reason } : {}) });
  if (row.connectsTo) expect(new Set(targets.flatMap((target) => target.addresses))).toEqual(new Set(row.connectsTo));
  if (!row.allowed && !row.redirects) expect(targets).toEqual([]);
  if (row.allowed) expect(targets).toHaveLength((row.redirects?.length ?? 0) + 1);
});

test("the socket goes to the address that was checked, although the name has moved since", async () => {
  const seen: (string | undefined)[] = [];
  await using server = await site((request, response) => {
    seen.push(request.socket.localAddress);
    if (request.url === "/a") response.writeHead(302, { location: "/b" }).end();
    else response.writeHead(200, { "content-type": "text/html" }).end("<p>ok");
  });
  const answers = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.9"]];
  const page = await fetchPage(
    {
      url: `http://moving.example.com:${server.port}/a`,
      allowedTargets: [`moving.example.com:${server.port}`],
      lookup: async () => answers.shift() ?? [],
    },
    AbortSignal.timeout(5_000),
  );
  expect(page.url).toBe(`http://moving.example.com:${server.port}/b`);
  expect(seen).toEqual(["127.0.0.1", "127.0.0.1"]);
  expect(answers).toHaveLength(1);
});

test("a redirect from an allowed target to another local one is refused", async () => {
  await using server = await site((_, response) => {
    response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
  });
  const target = `127.0.0.1:${server.port}`;
  await expect(
    fetchPage({ url: `http://${target}/`, allowedTargets: [target] }, AbortSignal.timeout(5_000)),
  ).rejects.toMatchObject({ code: "page-refused", reason: "private-address" });
});
