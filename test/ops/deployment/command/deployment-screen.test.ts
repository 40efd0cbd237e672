import { expect, test } from "vitest";
import { deploymentScreen } from "../../../../ops/deployment/command/deployment-screen.ts";

function written({ isTTY }: { isTTY: boolean }): string {
  let [text, clock] = ["", 0];
  const stream = { isTTY, columns: 40, write: (some: string) => (text += some) };
  const screen = deploymentScreen({ stream, elapsed: () => clock });
  screen.step("update");
  screen.step("update");
  clock = 83_400;
  screen.detail(" ~  aws:lambda:Function api updating (3s) and a lot more of it");
  screen.detail("An engine that was killed left a lock on preview; it is dropped.");
  screen.end();
  return text;
}

test("where there is no terminal, steps and whole sentences are told, each with its time, and nothing else", () => {
  expect(written({ isTTY: false })).toBe(
    "  0:00  update\n  1:23    An engine that was killed left a lock on preview; it is dropped.\n",
  );
});

test("on a terminal the last line tells what a step is at, never wider than the terminal, and it goes", () => {
  const lines = written({ isTTY: true }).split("\n");
  const [, detail = ""] = lines[1]?.split("\u001b[2K") ?? [];
  expect(detail).toContain("aws:lambda:Function api");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal shows is without its commands
  expect(detail.replaceAll(/\u001b\[\d*m|\r/g, "").length).toBeLessThan(40);
  expect(lines.at(-1)).toBe("\r\u001b[2K");
});
