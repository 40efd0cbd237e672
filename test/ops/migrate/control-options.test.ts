import { expect, test } from "vitest";
import { type ControlOptions, plannedControl } from "../../../ops/migrate/control-options.ts";

const preview = { stage: "preview", json: false } as const;

const REFUSED: readonly (readonly [what: string, options: ControlOptions, sentence: RegExp])[] = [
  ["no stage", { json: false, pause: true }, /Which stage/],
  ["nothing to change", preview, /was not told what to change/],
  ["both ways", { ...preview, pause: true, resume: true }, /--pause and --resume contradict/],
  ["a rate of nothing", { ...preview, "max-wcu": 0 }, /--max-wcu is 0/],
  ["more than all", { ...preview, "max-percent": 101 }, /--max-percent is 101/],
  ["two rates", { ...preview, "max-wcu": 9, "max-percent": 9 }, /both set the rate/],
  ["an empty run", { ...preview, pause: true, run: "" }, /--run is empty/],
];

test.each(REFUSED)("%s is refused with what to try", (_, options, message) => {
  const refusal = { exitCode: 2, message: expect.stringMatching(message), fix: expect.stringMatching(/./) };
  expect(() => plannedControl(options)).toThrow(expect.objectContaining(refusal));
});

test("a run is paused, resumed, or made faster, each without the other", () => {
  expect(plannedControl({ ...preview, pause: true })).toEqual({ stage: "preview", paused: true, rate: {} });
  expect(plannedControl({ ...preview, resume: true, "max-wcu": 9 })).toMatchObject({
    paused: false,
    rate: { maxWcu: 9 },
  });
  expect(plannedControl({ ...preview, "max-wcu": 9 }).paused).toBeUndefined();
  expect(plannedControl({ ...preview, "max-percent": 50 }).rate).toEqual({ maxPercent: 50 });
});
