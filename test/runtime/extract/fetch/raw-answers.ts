import type { Socket } from "node:net";
import type { FetchLimits } from "../../../../runtime/extract/fetch/fetch-limits.ts";
import { type FetchPage, fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import { noRules } from "./no-rules.ts";
import { answering, rawSite } from "./raw-site.ts";

export type Serving = (socket: Socket) => void;

const CRLF = "\r\n";
/** The head of a page, with more lines. */
export const head = (...lines: string[]) =>
  `HTTP/1.1 200 OK${CRLF}content-type: text/html${CRLF}${lines.map((line) => `${line}${CRLF}`).join("")}${CRLF}`;
/** A page and nothing wrong with it but what the lines say. */
export const page = (body: string | Buffer, ...lines: string[]) =>
  answering(head(`content-length: ${Buffer.byteLength(body)}`, ...lines), body);
/** A page that says how it is packed. */
export const packed = (coding: string, body: Buffer) => page(body, `content-encoding: ${coding}`);

/** Answers with a start, and then with the same piece again and again. */
export function dripping({ start, piece, ms = 5 }: { start: string; piece: string; ms?: number }): Serving {
  return (socket) => {
    socket.once("data", () => {
      socket.write(start);
      const timer = setInterval(() => socket.write(piece), ms);
      socket.once("close", () => clearInterval(timer));
    });
  };
}

/** Fetches the front page of a site made of plain bytes. */
export async function fetching(serve: Serving, limits: Partial<FetchLimits> = {}, more: Partial<FetchPage> = {}) {
  await using server = await rawSite(serve);
  const target = `127.0.0.1:${server.port}`;
  const asked = { url: `http://${target}/`, allowedTargets: [target], robots: noRules, limits, ...more };
  return await fetchPage(asked, AbortSignal.timeout(5_000));
}
