import { describe, expect, test } from "vitest";
import { robotsCache } from "../../../../runtime/extract/fetch/robots-cache.ts";

describe("the rules kept in a process", () => {
  const url = { scheme: "http", host: "a.example", name: "a.example", port: "", path: "/", fragment: "" } as const;
  const asked = (host = "a.example") => ({
    target: { url: { ...url, host, name: host }, addresses: ["127.0.0.1"], hop: 0 },
    allowedTargets: [],
    lookup: async () => [],
    connectorFor: () => () => undefined,
  });
  const signal = AbortSignal.timeout(5_000);
  const rule = { allow: false, pattern: "/" };

  test("are read once for many callers, and again after an hour", async () => {
    let reads = 0;
    let time = 0;
    const rules = robotsCache({
      now: () => time,
      read: async () => {
        reads += 1;
        return [rule];
      },
    });
    await Promise.all(Array.from({ length: 5 }, () => rules(asked(), signal)));
    await rules(asked("b.example"), signal);
    expect(reads).toBe(2);
    time += 3_600_001;
    expect(await rules(asked(), signal)).toEqual([rule]);
    expect(reads).toBe(3);
  });

  test("are asked for again soon after they could not be had", async () => {
    let time = 0;
    const answers = [Promise.reject(new Error("down")), Promise.resolve([rule])];
    answers[0]?.catch(() => undefined);
    const rules = robotsCache({ now: () => time, read: () => answers.shift() ?? Promise.resolve([]) });
    await expect(rules(asked(), signal)).rejects.toThrow("down");
    await expect(rules(asked(), signal)).rejects.toThrow("down");
    time += 30_001;
    expect(await rules(asked(), signal)).toEqual([rule]);
  });

  test("are those of 500 origins, and none that take much room", async () => {
    let reads = 0;
    const size = new Map([["huge.example", 70_000]]);
    const rules = robotsCache({
      read: async ({ target }) => {
        reads += 1;
        return [{ allow: false, pattern: "/".repeat(size.get(target.url.name) ?? 1) }];
      },
    });
    for (let index = 0; index <= 500; index += 1) await rules(asked(`${index}.example`), signal);
    await rules(asked("500.example"), signal);
    expect(reads).toBe(501);
    await rules(asked("0.example"), signal);
    expect(reads).toBe(502);
    await rules(asked("huge.example"), signal);
    await rules(asked("huge.example"), signal);
    expect(reads).toBe(504);
  });

  test("do not keep a caller longer than it has time", async () => {
    const rules = robotsCache({ read: () => new Promise(() => undefined) });
    await expect(rules(asked(), AbortSignal.timeout(20))).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
