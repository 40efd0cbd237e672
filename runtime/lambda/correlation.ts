import { randomUUID } from "node:crypto";

/** The message attribute, and the attribute of an item, that a correlation id travels in. */
export const CORRELATION_ATTRIBUTE = "correlationId";

const SANE = /^[A-Za-z0-9._:/=+-]{1,128}$/;

/** The id a caller sent, when it can stand in a header and a log line as it is; otherwise a new one. */
export function correlationIdFrom(sent: string | undefined): string {
  return sent !== undefined && SANE.test(sent) ? sent : randomUUID();
}
