import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type FetchPage, fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import { noRules } from "./no-rules.ts";
import { head } from "./raw-answers.ts";
import { rawSite } from "./raw-site.ts";

const BOMB = Buffer.alloc(4_000_000);

describe("a caller who leaves ends the fetch, and the connection,", () => {
  const leaving = async (serve: (socket: Socket, leave: () => void) => void, more: Partial<FetchPage> = {}) => {
    const caller = new AbortController();
    await using server = await rawSite((socket) => serve(socket, () => caller.abort(new Error("gone"))));
    const target = `127.0.0.1:${server.port}`;
    const fetching = fetchPage(
      { url: `http://${target}/`, allowedTargets: [target], robots: noRules, ...more },
      caller.signal,
    );
    await expect(fetching).rejects.toMatchObject({ code: "deadline-exceeded" });
    await Promise.all(
      server.sockets.map((socket) => (socket.closed ? undefined : new Promise((done) => socket.once("close", done)))),
    );
    return server.sockets.length;
  };

  test("when it has just connected", async () => {
    expect(await leaving((_, leave) => leave())).toBe(1);
  });

  test("when it waits for headers", async () => {
    expect(await leaving((socket, leave) => socket.once("data", leave))).toBe(1);
  });

  test.each([
    ["body", head(), "x"],
    ["packed body", head("content-encoding: gzip"), gzipSync(BOMB).subarray(0, 50)],
  ])("when it reads a %s", async (_, start, body) => {
    const serve = (socket: Socket, leave: () => void) => {
      socket.once("data", () => {
        socket.write(start);
        socket.write(body);
        setTimeout(leave, 10);
      });
    };
    expect(await leaving(serve)).toBe(1);
  });

  test.each<[string, (leave: () => void) => Partial<FetchPage>]>([
    ["a name is looked up", (leave) => ({ url: "http://www.example.com/", lookup: () => hang(leave) })],
    ["robots.txt is asked for", (leave) => ({ robots: () => hang(leave) })],
    ["a socket is opened", (leave) => ({ connectorFor: () => () => leave() })],
    [
      "the page is remembered",
      (leave) => ({
        memory: {
          pages: { find: () => hang(leave), read: () => hang(leave), keep: () => hang(leave) },
          onFailure: () => undefined,
        },
      }),
    ],
  ])("before there is one, while %s", async (_, change) => {
    const caller = new AbortController();
    const asked = { url: "http://8.8.8.8/", robots: noRules, ...change(() => caller.abort(new Error("gone"))) };
    await expect(fetchPage(asked, caller.signal)).rejects.toMatchObject({ code: "deadline-exceeded" });
  });

  function hang(leave: () => void): Promise<never> {
    setTimeout(leave, 5);
    return new Promise(() => undefined);
  }

  test("and one who has left already starts nothing", async () => {
    const lookup = async () => {
      throw new Error("asked");
    };
    const fetching = fetchPage({ url: "http://www.example.com/", lookup }, AbortSignal.abort(new Error("gone")));
    await expect(fetching).rejects.toMatchObject({ code: "deadline-exceeded" });
  });
});
