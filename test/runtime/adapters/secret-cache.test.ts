import { describe, expect, it } from "vitest";
import { masterKeyCheck } from "../../../runtime/adapters/master-key.ts";
import { type SecretReader, secretCache } from "../../../runtime/adapters/secret-cache.ts";
import { clock } from "../../contract/clock.ts";

const { signal } = new AbortController();

/** A place for secrets that counts its calls and can be rotated or broken. */
function vault() {
  const values = { AWSCURRENT: "first", AWSPREVIOUS: "zeroth" };
  const state = { calls: 0, broken: false };
  const read: SecretReader = async ({ stage }) => {
    state.calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (state.broken) throw new Error("The vault is closed.");
    return values[stage];
  };
  return { read, values, state };
}

describe("the cache of secrets", () => {
  it("asks once for fifty callers who come at the same time", async () => {
    const { read, state } = vault();
    const cache = secretCache({ read });
    const found = await Promise.all(Array.from({ length: 50 }, () => cache.get({ id: "key" }, signal)));
    expect(new Set(found)).toEqual(new Set(["first"]));
    expect(state.calls).toBe(1);
  });

  it("keeps the two stages of a secret apart", async () => {
    const cache = secretCache({ read: vault().read });
    expect(await cache.get({ id: "key" }, signal)).toBe("first");
    expect(await cache.get({ id: "key", stage: "AWSPREVIOUS" }, signal)).toBe("zeroth");
  });

  it("asks again when the time of a value is over", async () => {
    const time = clock();
    const { read, values } = vault();
    const cache = secretCache({ read, ttlMilliseconds: 1_000, now: time.now });
    await cache.get({ id: "key" }, signal);
    values.AWSCURRENT = "second";
    time.pass(999);
    expect(await cache.get({ id: "key" }, signal)).toBe("first");
    time.pass(1);
    expect(await cache.get({ id: "key" }, signal)).toBe("second");
  });

  it("asks once more after a refusal, for all who were refused", async () => {
    const { read, values, state } = vault();
    const cache = secretCache({ read });
    await cache.get({ id: "key" }, signal);
    values.AWSCURRENT = "second";
    const refused = Array.from({ length: 20 }, () => cache.refresh({ id: "key", stale: "first" }, signal));
    expect(new Set(await Promise.all(refused))).toEqual(new Set(["second"]));
    expect(state.calls).toBe(2);
  });

  it("does not ask for every wrong key that comes along", async () => {
    const time = clock();
    const { read, state } = vault();
    const cache = secretCache({ read, now: time.now, pauseMilliseconds: 10_000 });
    for (let tried = 0; tried < 10; tried += 1) await cache.refresh({ id: "key", stale: "first" }, signal);
    expect(state.calls).toBe(2);
    time.pass(10_000);
    await cache.refresh({ id: "key", stale: "first" }, signal);
    expect(state.calls).toBe(3);
  });

  it("keeps no failure, and no failure takes away what was there", async () => {
    const { read, state } = vault();
    const cache = secretCache({ read });
    state.broken = true;
    await expect(cache.get({ id: "key" }, signal)).rejects.toThrow("closed");
    state.broken = false;
    expect(await cache.get({ id: "key" }, signal)).toBe("first");
    state.broken = true;
    await expect(cache.refresh({ id: "key", stale: "first" }, signal)).rejects.toThrow("closed");
    expect(await cache.get({ id: "key" }, signal)).toBe("first");
  });

  it("lets one caller leave without taking the answer from the others", async () => {
    const cache = secretCache({ read: vault().read });
    const leaving = new AbortController();
    const left = cache.get({ id: "key" }, leaving.signal);
    const staying = cache.get({ id: "key" }, signal);
    leaving.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    expect(await staying).toBe("first");
  });
});

describe("the check of the master key", () => {
  it("takes the key, and nothing that only looks like it", async () => {
    const isKey = masterKeyCheck({ secrets: secretCache({ read: vault().read }), secretId: "key" });
    const verdicts = await Promise.all(["first", "First", "first ", "", "zeroth"].map((key) => isKey(key, signal)));
    expect(verdicts).toEqual([true, false, false, false, false]);
  });

  it("takes the new key right after a rotation", async () => {
    const { read, values } = vault();
    const isKey = masterKeyCheck({ secrets: secretCache({ read }), secretId: "key" });
    expect(await isKey("first", signal)).toBe(true);
    values.AWSCURRENT = "second";
    expect(await isKey("second", signal)).toBe(true);
    expect(await isKey("first", signal)).toBe(false);
  });
});
