import { expect, test } from "vitest";
import { RotationEvent } from "../../../runtime/domain/rotation.ts";
import { rotationEntry } from "../../../runtime/lambda/rotation-entry.ts";
import { identity, writtenLines } from "./lines.ts";

const event = { Step: "createSecret", SecretId: "master", ClientRequestToken: "new" };

test("a rotation call is parsed and worked on", async () => {
  const seen: unknown[] = [];
  const call = rotationEntry({ identity, event: RotationEvent, work: async (each) => void seen.push(each) });
  expect(await call(event)).toBeUndefined();
  expect(seen).toEqual([event]);
});

test.each([
  ["that fails", event, "no"],
  ["that is none", { Step: "dance" }, "Step"],
])("a rotation call %s is logged and fails, so that Secrets Manager knows", async (_what, raw, why) => {
  const lines = writtenLines();
  const call = rotationEntry({
    identity,
    event: RotationEvent,
    write: lines.write,
    work: async () => {
      throw new Error("no");
    },
  });
  await expect(call(raw)).rejects.toThrow(why);
  expect(lines.logs()).toEqual([expect.objectContaining({ level: "error", message: "rotation failed" })]);
});

test("an empty event is answered with what the function is", async () => {
  const call = rotationEntry({ identity, event: RotationEvent, work: async () => undefined });
  expect(await call({})).toEqual({ smoke: true, ...identity });
});
