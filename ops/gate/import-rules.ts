import { stat } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { type ImportFinding, judgeImports } from "../checks/architecture/judge-imports.ts";
import { unreadable } from "../failure.ts";
import { toolOutput } from "./tool-output.ts";

const CRUISER = "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs";
const ROOMS = ["infra", "runtime", "ops", "local", "test", "bench"];
const INSTALL = "Install what development needs: npm ci --include=dev";

const Cruise = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string().default("") })) }),
  }),
});

/** Holds every import of the checkout against .dependency-cruiser.mjs; `unreadable` where the cruiser is not installed. */
export async function readImports(
  root: string,
  signal: AbortSignal,
): Promise<{ findings: readonly ImportFinding[]; detail: string }> {
  if (!(await isThere(join(root, CRUISER)))) throw unreadable("dependency-cruiser is not installed.", INSTALL);
  const words = [process.execPath, CRUISER, "--config", ".dependency-cruiser.mjs", "--output-type", "json"] as const;
  const rooms: string[] = [];
  for (const room of ROOMS) if (await isThere(join(root, room))) rooms.push(room);
  const what = "The imports of the checkout";
  const text = await toolOutput(
    { words: [...words, ...rooms], root, what, fix: "Look at it: npm run imports" },
    signal,
  );
  const { summary } = Cruise.parse(JSON.parse(text));
  const reasons = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  const detail = `${summary.totalCruised} files, ${reasons.size} rules`;
  return { findings: judgeImports(summary.violations, reasons), detail };
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
