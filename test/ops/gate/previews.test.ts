import { expect, test } from "vitest";
import { previewsOnce } from "../../../ops/gate/previews.ts";

const { signal } = new AbortController();

test("both stages are read once, however many steps ask", async () => {
  const read: string[] = [];
  const previews = previewsOnce(async (stage) => {
    read.push(stage);
    return { of: stage };
  });
  const [first, second] = await Promise.all([previews(signal), previews(signal)]);
  expect(first).toEqual({ preview: { of: "preview" }, production: { of: "production" } });
  expect(second).toBe(first);
  expect(read).toEqual(["preview", "production"]);
});

test("a step that asks later is told of the same failure", async () => {
  const previews = previewsOnce(() => Promise.reject(new Error("no engine")));
  await expect(previews(signal)).rejects.toThrow("no engine");
  await expect(previews(signal)).rejects.toThrow("no engine");
});
