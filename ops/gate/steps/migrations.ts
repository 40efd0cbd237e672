import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { type CodeHashes, judgeCode, unreleased } from "../../checks/migrations/judge-code.ts";
import { badInput } from "../../failure.ts";
import { historyStep, registered, standingsOn } from "../../migrate/registry-history.ts";
import { openStage } from "../../migrate/stage-migration.ts";
import type { Step } from "../../report.ts";
import { foundStep } from "../found-step.ts";
import type { GateStep } from "../gate-step.ts";

const RELEASED = "runtime/migrations/released.json";
const Released = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

/** The registry of migrations against what was released, and with a stage against what ran there. */
export const migrationsStep: GateStep = {
  name: "migrations",
  explains:
    "No released migration's code has changed or is gone; with --stage, none that ran there; pending ones are listed.",
  run: async ({ root, stage }, signal) => {
    const hashes = { released: await released(root), now: await codeNow() };
    const pending = unreleased(hashes);
    const listed = pending.length === 0 ? "none new" : `not released yet: ${pending.join(", ")}`;
    const code = foundStep({
      name: "migrations",
      findings: judgeCode(hashes),
      detail: `${Object.keys(hashes.now).length} in the registry, ${listed}`,
    });
    return stage === undefined ? [code] : [code, await ranOn(stage, signal)];
  },
};

async function codeNow(): Promise<CodeHashes> {
  return Object.fromEntries((await registered()).map(({ id, codeHash }) => [id, codeHash]));
}

async function ranOn(stage: "preview" | "production", signal: AbortSignal): Promise<Step> {
  const open = await openStage({ stage, note: () => undefined }, signal);
  try {
    return { ...historyStep(await standingsOn(open, signal)), name: `migrations on ${stage}` };
  } finally {
    open.close();
  }
}

async function released(root: string): Promise<CodeHashes> {
  try {
    return Released.parse(JSON.parse(await readFile(join(root, RELEASED), "utf8")));
  } catch (error) {
    throw badInput(
      `${RELEASED} does not name each released migration with the SHA-256 of its code (${String(error)}).`,
      `git checkout ${RELEASED}`,
    );
  }
}
