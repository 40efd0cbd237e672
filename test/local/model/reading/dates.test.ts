import { expect, test } from "vitest";
import { datesIn, isoDay, isoMoment } from "../../../../local/model/reading/dates.ts";

test.each([
  ["2026-10-13", "2026-10-13"],
  ["13 October 2026", "2026-10-13"],
  ["October 13th, 2026", "2026-10-13"],
  ["Oct. 13, 2026", "2026-10-13"],
  ["13. Oktober 2026", "2026-10-13"],
  ["13 octobre 2026", "2026-10-13"],
  ["13 de octubre de 2026", "2026-10-13"],
  ["13.10.2026", "2026-10-13"],
  ["2026年10月7日", "2026-10-07"],
  ["١١ أكتوبر ٢٠٢٦", "2026-10-11"],
  ["3 במרץ 2026", "2026-03-03"],
])("%s is the day %s", (text, day) => {
  expect(isoDay(`on ${text}, they say`)).toBe(day);
});

test.each(["2026-13-01", "31 February 2026", "version 1.2.2026.4", "channel 12", "1234567-10-10"])(
  "%s is no date",
  (text) => {
    expect(datesIn(text)).toEqual([]);
  },
);

test("a time of day and a zone are kept", () => {
  expect(isoMoment("2026-10-13T06:30+01:00")).toBe("2026-10-13T06:30:00+01:00");
  expect(isoMoment("13 October 2026")).toBe("2026-10-13T00:00:00Z");
  expect(isoMoment("soon")).toBeUndefined();
});

test("dates come in the order of the text", () => {
  expect(datesIn("from 2 May 2026 to 2026-05-09")).toEqual(["2 May 2026", "2026-05-09"]);
});
