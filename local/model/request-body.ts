import type { IncomingMessage } from "node:http";
import { asSchema } from "./filling/schema.ts";
import { Refusal } from "./refusal.ts";

const largest = 20 * 1024 * 1024;

/** Reads a body of at most 20 MB as a JSON object; throws the 413 or the 400 of the real service. The rest of a larger body is read and dropped. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > largest) {
    throw new Refusal({
      status: 413,
      code: "request_too_large",
      message: `The request body is ${size} bytes; at most ${largest} are taken. Send a shorter text.`,
    });
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return asSchema(body);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Refusal({
    status: 400,
    message: "We could not parse the JSON body of your request: send one JSON object, quoted and encoded as UTF-8.",
  });
}
