import { describe, expect, it } from "vitest";
import { Failure } from "../../../../runtime/domain/failure.ts";
import { calling } from "../../../../runtime/migrating/aws/call-failure.ts";

const call = { what: "writing an item", action: "dynamodb:UpdateItem", on: "the table jobs" };
const { signal } = new AbortController();

function failed(name: string, more: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(typeof more.message === "string" ? more.message : "words of AWS"), { name, ...more });
}

type Row = readonly [cause: unknown, code: string, reason: string, sentence: string];

describe("a call to AWS that failed", () => {
  it.each<Row>([
    [failed("ResourceNotFoundException"), "not-found", "missing", "The table jobs does not exist."],
    [failed("NoSuchBucket"), "not-found", "missing", "does not exist"],
    [failed("AccessDeniedException"), "internal", "denied", "You may not dynamodb:UpdateItem on the table jobs."],
    [failed("AccessDenied", { message: "not authorized to perform: kms:Decrypt" }), "internal", "key", "The key that"],
    [failed("KMS.DisabledException"), "internal", "key", "Check that the key is enabled"],
    [failed("ExpiredTokenException"), "internal", "credentials", "Sign in again"],
    [failed("CredentialsProviderError"), "internal", "credentials", "Sign in again"],
    [failed("ProvisionedThroughputExceededException"), "unavailable", "throttled", "takes no more requests"],
    [failed("SlowDown"), "unavailable", "throttled", "takes no more requests"],
    [failed("TimeoutError"), "unavailable", "no-answer", "nobody knows whether writing an item was done"],
    [failed("Error", { code: "ECONNRESET" }), "unavailable", "no-answer", "nobody knows"],
    [failed("Error", { message: "Checksum mismatch: expected 1" }), "unavailable", "no-answer", "nobody knows"],
    [failed("Unheard", { $metadata: { httpStatusCode: 502 } }), "unavailable", "no-answer", "nobody knows"],
    [
      failed("ValidationException", { message: "Item size to update has exceeded the maximum allowed size" }),
      "invalid-record",
      "too-large",
      "400 KB",
    ],
    [failed("ValidationException", { message: "Type mismatch\nmore" }), "internal", "failed", "failed: Type mismatch"],
    ["not an error", "internal", "failed", "failed: not an error"],
  ])("%s is told as %s %s", async (cause, code, reason, sentence) => {
    const told = await calling(call, () => Promise.reject(cause), signal).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(Failure);
    expect(told).toMatchObject({ code, reason, cause, message: expect.stringContaining(sentence) });
    expect(told).toHaveProperty("retryAfter", reason === "throttled" ? 1 : undefined);
  });

  it("was stopped when the caller's time is over, whatever it says", async () => {
    const told = calling(call, () => Promise.reject(failed("AbortError")), AbortSignal.abort());
    await expect(told).rejects.toMatchObject({ code: "deadline-exceeded", message: "Writing an item was stopped." });
  });

  it("stays what it is when it is one of ours", async () => {
    const ours = new Failure("lost-race", "Another write came first.");
    await expect(calling(call, () => Promise.reject(ours), signal)).rejects.toBe(ours);
  });
});
