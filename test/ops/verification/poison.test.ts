import { expect, test } from "vitest";
import { poisonBody, poisonKind } from "../../../ops/verification/poison.ts";
import { JobMessage } from "../../../runtime/domain/request.ts";

const MINUTE = 60_000;
const now = 1_800_000_000_000;
const body = poisonBody({ id: "verify-1", now });

test("the poisoned message is one that no worker takes", () => {
  expect(JobMessage.safeParse(JSON.parse(body)).success).toBe(false);
});

test.each([
  [body, "verify-1", 0, "own"],
  [body, "verify-2", 5 * MINUTE, "other"],
  [body, "verify-2", 16 * MINUTE, "left"],
  ['{"jobId":"a"}', "verify-1", 0, "other"],
  ["{", "verify-1", 0, "other"],
])("a dead letter %s seen by %s after %d ms is %s", (letter, id, later, kind) => {
  expect(poisonKind({ body: letter, id, now: now + later })).toBe(kind);
});
