import * as z from "zod";
import { Failure } from "../domain/failure.ts";

/** Headers by the names they were sent with. Their values are looked at when one is read: there are many, and few are. */
const Headers = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null);

/** API Gateway's proxy event, payload version 1: the parts that are read. */
export const HttpEvent = z.object({
  httpMethod: z.string(),
  path: z.string(),
  headers: Headers.nullish(),
  queryStringParameters: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});
export type HttpEvent = z.infer<typeof HttpEvent>;

/** The headers that the entry reads, by their lower-case names; what a caller wrote in another case is found too. */
const READ = ["x-api-key", "x-correlation-id", "origin"] as const;
export type ReadHeaders = { -readonly [Name in (typeof READ)[number]]?: string };

export function readHeaders(headers: HttpEvent["headers"]): ReadHeaders {
  const read: ReadHeaders = {};
  for (const sent in headers) {
    for (const name of READ) {
      if (sent.length !== name.length || sent.toLowerCase() !== name) continue;
      const value = headers[sent];
      if (typeof value === "string") read[name] = value;
    }
  }
  return read;
}

/** The body as text; throws `payload-too-large` before anything of a larger one is decoded. */
function bodyText(event: HttpEvent, maxBytes: number): string {
  const body = event.body ?? "";
  const encoding = event.isBase64Encoded === true ? "base64" : "utf8";
  if (Buffer.byteLength(body, encoding) > maxBytes) {
    throw new Failure("payload-too-large", `The body is larger than ${maxBytes} bytes. Send a smaller one.`);
  }
  return encoding === "base64" ? Buffer.from(body, "base64").toString("utf8") : body;
}

/** The body as JSON; throws `invalid-request` when it is none. */
export function bodyJson(event: HttpEvent, maxBytes: number): unknown {
  const text = bodyText(event, maxBytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = text.trim() === "" ? "empty" : "not JSON";
    throw new Failure("invalid-request", `The body is ${what}. Send one JSON object.`, { cause });
  }
}
