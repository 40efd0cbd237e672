import { expect, test } from "vitest";
import { progressOf } from "../../../ops/output/progress.ts";

/** Steps that take so many milliseconds each, and what was told of them. */
function told({
  isTTY,
  total,
  steps,
}: {
  isTTY: boolean;
  total?: number;
  steps: readonly [ms: number, failed?: boolean][];
}) {
  let time = 0;
  const writes: string[] = [];
  const stream = { isTTY, write: (text: string) => writes.push(text) };
  const progress = progressOf({ stream, total, now: () => time });
  for (const [ms, failed = false] of steps) {
    time += ms;
    progress.step({ failed });
  }
  progress.end();
  return writes;
}

test("a log has a line every five seconds and a summary", () => {
  expect(told({ isTTY: false, steps: [[1_000], [1_000, true], [4_000], [500]] })).toEqual([
    "3 pages, 1 failed\n",
    "4 pages, 1 failed in 6.5 s\n",
  ]);
  expect(told({ isTTY: false, steps: [[100]] })).toEqual(["1 page in 0.1 s\n"]);
});

test("a terminal has a bar that gives way to the summary", () => {
  expect(told({ isTTY: true, total: 4, steps: [[200], [10], [200, true]] })).toEqual([
    "\r\u001b[2K[########......................] 1/4, 0 failed",
    "\r\u001b[2K[#######################.......] 3/4, 1 failed",
    "\r\u001b[2K3 pages, 1 failed in 0.4 s\n",
  ]);
});

test("where nobody knows how many there are, a terminal has a count", () => {
  expect(told({ isTTY: true, steps: [[200], [200]] })).toEqual([
    "\r\u001b[2K1 page",
    "\r\u001b[2K2 pages",
    "\r\u001b[2K2 pages in 0.4 s\n",
  ]);
});
