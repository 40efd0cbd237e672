import fc from "fast-check";
import { expect, test } from "vitest";
import { byTime, type LogEvent } from "../../../ops/logs/log-event.ts";
import { merged } from "../../../ops/logs/merged.ts";

async function* pagesOf(pages: readonly (readonly LogEvent[])[], asked: () => void = () => undefined) {
  for (const page of pages) {
    asked();
    yield page;
  }
}

const event = (name: string, at: number, id = `${at}`): LogEvent => ({ id, at, function: name, text: "" });

test("events of all functions come in time order, whatever their pages", async () => {
  const timesPerPage = fc.array(fc.array(fc.nat(50), { maxLength: 4 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(timesPerPage, { maxLength: 4 }), async (functions) => {
      const sources = functions.map((pages, index) => {
        const sorted = pages.flat().toSorted((one, other) => one - other);
        let from = 0;
        return pages.map(({ length }) => {
          from += length;
          return sorted.slice(from - length, from).map((at, place) => event(`f${index}`, at, `${from}-${place}`));
        });
      });
      const shown: LogEvent[] = [];
      for await (const one of merged(sources.map((pages) => pagesOf(pages)))) shown.push(one);
      expect(shown).toEqual(shown.toSorted(byTime));
      expect(shown).toHaveLength(functions.flat(2).length);
    }),
    { numRuns: 60 },
  );
});

test("no more than one page of each function is held", async () => {
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  const pages = [[event("api", 1), event("api", 2)], [event("api", 3)], [event("api", 4)]];
  const events = merged([pagesOf(pages, count), pagesOf([[event("worker", 9)]], count)]);
  await events.next();
  await events.next();
  expect(asked).toBe(2);
  await events.next();
  expect(asked).toBe(3);
});
