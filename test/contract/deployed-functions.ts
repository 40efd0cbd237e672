import { expect, it } from "vitest";
import type { DeployedFunctions } from "../../ops/deployment/ports.ts";

const { signal } = new AbortController();

export type FunctionsUnderTest = {
  readonly functions: DeployedFunctions;
  /** Two functions with versions 1 and 2 each, whose live aliases are on 1; more may be there. */
  readonly names: readonly [string, string];
  /** Publishes one more version of a function and gives its number. */
  readonly publish: (name: string) => Promise<string>;
};

/** What deployed functions promise about their versions and where traffic goes. */
export function deployedFunctionsContract(make: () => Promise<FunctionsUnderTest>): void {
  it("tells where each function is live, and its newest version", async () => {
    const { functions, names } = await make();
    for (const name of names) {
      expect((await functions.live(signal))[name]).toEqual({ version: "1" });
      expect((await functions.newest(signal))[name]).toBe("2");
    }
  });

  it("divides traffic where it is told to, as often as it is told, and leaves the others", async () => {
    const { functions, names } = await make();
    const [first, second] = names;
    const target = { version: "1", next: { version: "2", weight: 0.05 } };
    for (const weight of [0.05, 0.05, 0.25]) {
      const divided = { ...target, next: { ...target.next, weight } };
      await functions.point({ [first]: divided }, signal);
      expect(await functions.live(signal)).toMatchObject({ [first]: divided, [second]: { version: "1" } });
    }
  });

  it("moves all traffic there and back, and forgets the shares", async () => {
    const { functions, names } = await make();
    const [first, second] = names;
    await functions.point({ [first]: { version: "1", next: { version: "2", weight: 0.25 } } }, signal);
    for (const version of ["2", "1"]) {
      const targets = { [first]: { version }, [second]: { version } };
      await functions.point(targets, signal);
      const live = await functions.live(signal);
      expect([live[first], live[second]]).toEqual([{ version }, { version }]);
    }
  });

  it("does not move traffic to a version because it is published", async () => {
    const { functions, names, publish } = await make();
    const [first, second] = names;
    const published = await publish(first);
    expect(published).toBe("3");
    expect(await functions.newest(signal)).toMatchObject({ [first]: "3", [second]: "2" });
    expect((await functions.live(signal))[first]).toEqual({ version: "1" });
  });

  it.each([{ version: "9" }, { version: "1", next: { version: "9", weight: 0.5 } }])(
    "sends nothing to a version that there is not: %j",
    async (target) => {
      const { functions, names } = await make();
      await expect(functions.point({ [names[0]]: target }, signal)).rejects.toThrow(/version/);
      expect((await functions.live(signal))[names[0]]).toEqual({ version: "1" });
    },
  );
}
