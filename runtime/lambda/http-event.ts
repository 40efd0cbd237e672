import { Failure } from "../domain/failure.ts";
import { isAbsent, isObject, isTextTable } from "./plain-object.ts";

/** API Gateway's proxy event, payload version 1: the parts that are read. */
export type HttpEvent = {
  readonly httpMethod: string;
  readonly path: string;
  /** By the names they were sent with. Their values are looked at when one is read: there are many, and few are. */
  readonly headers?: Readonly<Record<string, unknown>> | null;
  readonly queryStringParameters?: Readonly<Record<string, string>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
};

/** Whether an event comes from API Gateway. Written out and not a schema, because every request and every start pays for it. */
export function isHttpEvent(raw: unknown): raw is HttpEvent {
  if (!isObject(raw)) return false;
  const { httpMethod, path, headers, queryStringParameters: query, body, isBase64Encoded } = raw;
  return (
    typeof httpMethod === "string" &&
    typeof path === "string" &&
    (isAbsent(headers) || isObject(headers)) &&
    isTextTable(query) &&
    (isAbsent(body) || typeof body === "string") &&
    (isBase64Encoded === undefined || typeof isBase64Encoded === "boolean")
  );
}

/** The headers that the entry reads, by their lower-case names; what a caller wrote in another case is found too. */
const READ = ["x-api-key", "x-correlation-id", "origin"] as const;
export type ReadHeaders = { -readonly [Name in (typeof READ)[number]]?: string };

/** By their lengths: no two are equally long, and most other headers are as long as none of them. */
const BY_LENGTH = Array.from({ length: 20 }, (_, length) => READ.find((name) => name.length === length));

export function readHeaders(headers: HttpEvent["headers"]): ReadHeaders {
  const read: ReadHeaders = {};
  for (const sent in headers) {
    const name = BY_LENGTH[sent.length];
    if (name === undefined || sent.toLowerCase() !== name) continue;
    const value = headers[sent];
    if (typeof value === "string") read[name] = value;
  }
  return read;
}

/** A UTF-16 unit is at most this many bytes of UTF-8: a short text need not be counted. */
const LONGEST = 3;

/** The body as text; throws `payload-too-large` before anything of a larger one is decoded. */
function bodyText(event: HttpEvent, maxBytes: number): string {
  const body = event.body ?? "";
  const encoding = event.isBase64Encoded === true ? "base64" : "utf8";
  if (body.length * LONGEST > maxBytes && Buffer.byteLength(body, encoding) > maxBytes) {
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
