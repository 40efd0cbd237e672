import { expect, test } from "vitest";
import { runProgress } from "../../../ops/migrate/run-progress.ts";
import { sampleRun } from "./sample-run.ts";

function told({ isTTY, columns, waits }: { isTTY: boolean; columns?: number; waits: readonly number[] }): string[] {
  let time = 0;
  const writes: string[] = [];
  const stream = { isTTY, write: (text: string) => writes.push(text), ...(columns === undefined ? {} : { columns }) };
  const progress = runProgress({ stream, now: () => time });
  for (const wait of waits) {
    time += wait;
    progress.tell(sampleRun());
  }
  progress.end();
  return writes;
}

test("a log has a plain line every five seconds", () => {
  const line = "51 %, 2/4 segments, 31 items/s, 60 WCU/s, 12 races, 20 quarantined, 3 min 12 s to go\n";
  expect(told({ isTTY: false, waits: [0, 1_000, 4_000] })).toEqual([line, line]);
});

test("a terminal has two lines that are drawn over", () => {
  const [first, second, end] = told({ isTTY: true, waits: [0, 10, 300] });
  expect(first).toBe(
    "\r\u001b[2K[##########..........] 51 %  2/4 segments  31 items/s  60 WCU/s\n" +
      "\r\u001b[2K  6,120 items  12 races  20 quarantined  $0.02  3 min 12 s to go\n",
  );
  expect(second).toBe(`\u001b[2A${first}`);
  expect(end).toBe("\r\u001b[2K");
});

test("a narrow terminal gets what fits", () => {
  const [first = ""] = told({ isTTY: true, columns: 30, waits: [0] });
  for (const line of first.split("\n")) expect(line.replace("\r\u001b[2K", "").length).toBeLessThan(30);
});
