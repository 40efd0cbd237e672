import { describe, expect, it } from "vitest";
import { automaticName } from "../../../local/provider/autoname.ts";

const autoname = { property: "name", maximum: 20 };
const seed = Buffer.from("seed");
const option = undefined;

describe("an automatic name", () => {
  it("is the logical name and seven hex digits", () => {
    expect(automaticName({ autoname, logicalName: "jobs", seed, option })).toMatch(/^jobs-[0-9a-f]{7}$/);
  });

  it("is the same for the same seed and another for another seed", () => {
    const named = (text: string) => automaticName({ autoname, logicalName: "jobs", seed: Buffer.from(text), option });
    expect(named("one")).toBe(named("one"));
    expect(named("one")).not.toBe(named("two"));
  });

  it("differs each time without a seed", () => {
    const named = () => automaticName({ autoname, logicalName: "jobs", seed: new Uint8Array(), option });
    expect(named()).not.toBe(named());
  });

  it("takes the type's own shape", () => {
    const lower = { ...autoname, shape: (name: string) => name.toLowerCase() };
    expect(automaticName({ autoname: lower, logicalName: "Jobs", seed, option })).toMatch(/^jobs-/);
  });

  it("is refused when it is longer than AWS allows", () => {
    const logicalName = "a-rather-long-name";
    expect(() => automaticName({ autoname, logicalName, seed, option })).toThrow(/longer than 20 characters/);
  });

  it.each([
    { mode: "propose", expected: "proposed" },
    { mode: "enforce", expected: "proposed" },
  ] as const)("follows a project's autonaming that says $mode", ({ mode, expected }) => {
    const configured = { mode, proposed: "proposed" };
    expect(automaticName({ autoname, logicalName: "jobs", seed, option: configured })).toBe(expected);
  });

  it("is refused when the project disables automatic names", () => {
    const disabled = { mode: "disable", proposed: "" } as const;
    expect(() => automaticName({ autoname, logicalName: "jobs", seed, option: disabled })).toThrow(/give a name/);
  });
});
