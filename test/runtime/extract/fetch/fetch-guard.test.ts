import { expect, test } from "vitest";
import { Failure } from "../../../../runtime/domain/failure.ts";
import { type ConnectorFor, checkedConnector } from "../../../../runtime/extract/fetch/connector.ts";
import { fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import type { Target } from "../../../../runtime/extract/fetch/guard.ts";
import { caseRows } from "../../../case-rows.ts";
import { site } from "../site.ts";
import { noRules } from "./no-rules.ts";

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

type Opened = { target: Target; hostname: string };

/** The real connector, led to a server on loopback in place of the public addresses that a hop may be given. */
function diverted(port: number, opened: Opened[]): ConnectorFor {
  return (target, connectMs) => {
    const there = { ...target, url: { ...target.url, scheme: "http" as const }, addresses: ["127.0.0.1"] };
    const connect = checkedConnector(there, connectMs);
    return (options, callback) => {
      opened.push({ target, hostname: options.hostname });
      return connect({ ...options, hostname: "diverted.example.com", protocol: "http:", port: String(port) }, callback);
    };
  };
}

const rows = [...caseRows<Row>("fetch-guard.jsonl"), ...caseRows<Row>("fetch-guard-more.jsonl")];

test.each(rows)("$rule: $why ($url)", async (row) => {
  const redirects = [...(row.redirects ?? [])];
  await using server = await site((_, response) => {
    const location = redirects.shift();
    const header = location === undefined ? {} : { location: Buffer.from(location).toString("latin1") };
    response.writeHead(location === undefined ? 200 : 302, { "content-type": "text/html", ...header }).end("<p>ok");
  });
  const opened: Opened[] = [];
  let asked = 0;
  const name = URL.parse(row.url)?.hostname.replace(/\.$/, "");
  const fetching = fetchPage(
    {
      url: row.url,
      robots: noRules,
      lookup: async (host) => {
        if (host !== name) return row.hosts?.[host] ?? [];
        asked += 1;
        return (asked > 1 ? row.resolvesThen : undefined) ?? row.resolves ?? [];
      },
      connectorFor: diverted(server.port, opened),
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
  for (const { target, hostname } of opened) {
    expect(hostname.replace(/^\[|\]$/g, "")).toBe(target.url.host.replace(/^\[|\]$/g, ""));
  }
  const addresses = new Set(opened.flatMap(({ target }) => target.addresses));
  if (row.connectsTo) expect(addresses).toEqual(new Set(row.connectsTo));
  if (!row.allowed && !row.redirects) expect(opened).toEqual([]);
  if (row.allowed) expect(opened).toHaveLength((row.redirects?.length ?? 0) + 1);
});

/** The real connector, and to whom its sockets went. */
function watched(peers: (string | undefined)[]): ConnectorFor {
  return (target, connectMs) => {
    const connect = checkedConnector(target, connectMs);
    return (options, callback) =>
      connect(options, (...outcome) => {
        peers.push(outcome[1]?.remoteAddress);
        callback(...outcome);
      });
  };
}

test("the socket goes to the address that was checked, although the name has moved since", async () => {
  const seen: (string | undefined)[] = [];
  await using server = await site((request, response) => {
    seen.push(request.socket.localAddress);
    if (request.url === "/a") response.writeHead(302, { location: "/b" }).end();
    else response.writeHead(200, { "content-type": "text/html" }).end("<p>ok");
  });
  const answers = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.9"]];
  const peers: (string | undefined)[] = [];
  const page = await fetchPage(
    {
      url: `http://moving.example.com:${server.port}/a`,
      allowedTargets: [`moving.example.com:${server.port}`],
      robots: noRules,
      lookup: async () => answers.shift() ?? [],
      connectorFor: watched(peers),
    },
    AbortSignal.timeout(5_000),
  );
  expect(page.url).toBe(`http://moving.example.com:${server.port}/b`);
  expect(seen).toEqual(["127.0.0.1", "127.0.0.1"]);
  expect(answers).toHaveLength(1);
  expect(peers).toEqual(["127.0.0.1", "127.0.0.1"]);
});

test("the socket tries the addresses of the answer and no other, and what the name is called plays no part", async () => {
  await using server = await site((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<p>ok");
  });
  const peers: (string | undefined)[] = [];
  // Nobody listens at the first address; the names and literals would all lead somewhere, were anybody asked.
  for (const host of ["localhost", "2130706433", "0x7f.1", "moving.example.com"]) {
    const { hostname } = new URL(`http://${host}`);
    await fetchPage(
      {
        url: `http://${host}:${server.port}/`,
        allowedTargets: [`${hostname}:${server.port}`],
        robots: noRules,
        lookup: async () => ["127.0.0.9", "127.0.0.1"],
        connectorFor: watched(peers),
      },
      AbortSignal.timeout(5_000),
    );
  }
  expect(peers).toEqual(Array(4).fill("127.0.0.1"));
});

test("a name that has moved to where nobody listens is not looked for where it was", async () => {
  await using server = await site((_, response) => {
    response.writeHead(302, { location: "/b" }).end();
  });
  const answers = [["127.0.0.1"], ["127.0.0.9"]];
  const fetching = fetchPage(
    {
      url: `http://moving.example.com:${server.port}/a`,
      allowedTargets: [`moving.example.com:${server.port}`],
      robots: noRules,
      lookup: async () => answers.shift() ?? [],
      limits: { connectMs: 500 },
    },
    AbortSignal.timeout(5_000),
  );
  await expect(fetching).rejects.toMatchObject({ code: "page-unreachable" });
});

test("a redirect from an allowed target to another local one is refused", async () => {
  await using server = await site((_, response) => {
    response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
  });
  const target = `127.0.0.1:${server.port}`;
  await expect(
    fetchPage({ url: `http://${target}/`, allowedTargets: [target], robots: noRules }, AbortSignal.timeout(5_000)),
  ).rejects.toMatchObject({ code: "page-refused", reason: "private-address" });
});
