import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import type { Stage } from "../../../runtime/domain/stage.ts";
import type { Engine, Plan } from "../ports.ts";
import { CHECKOUT } from "./checkout.ts";
import { engineFailure } from "./engine-failure.ts";
import { type EngineRun, runEngine } from "./engine-run.ts";
import { previewedPlan } from "./previewed-plan.ts";
import { restoredProject } from "./restored-project.ts";
import { dropStaleLock } from "./stale-lock.ts";

/** The rules that every stack keeps to; the program's own, wherever the project's folder is. */
const PACK = join(CHECKOUT, "infra", "pack");

const Stacks = z.array(z.looseObject({ name: z.string(), lastUpdate: z.string().optional() }));

export type PulumiEngineArgs = {
  readonly stage: Stage;
  /** Is told what the engine does, line by line. */
  readonly note: (line: string) => void;
};

/**
 * The `pulumi` command with the project that it finds by itself. What is planned is saved by the engine, which then refuses
 * (`--plan`) whatever the program asks for beyond it; resources that came before the one that differs are done by then.
 */
export function pulumiEngine({ stage, note }: PulumiEngineArgs): Engine {
  const at = ["--stack", stage];
  const run = async (command: EngineRun & { readonly what: string }, signal: AbortSignal): Promise<string> => {
    let end = await runEngine(command, signal);
    if (end.code !== 0 && (await dropStaleLock({ stage, words: end.words, note }, signal))) {
      end = await runEngine(command, signal);
    }
    if (end.code !== 0) throw engineFailure({ stage, what: command.what, words: end.words });
    return end.stdout;
  };
  const up = (words: readonly string[], project: Pick<EngineRun, "folder">, signal: AbortSignal) => {
    const what = `The stack ${stage} could not be updated`;
    const all = ["up", ...at, ...words, "--yes", "--skip-preview", "--suppress-outputs"];
    return run({ words: all, ...project, what, onLine: note }, signal);
  };
  return {
    async plan(signal) {
      const file = join(folderUntilExit(), "plan.json");
      const what = `What the stack ${stage} would become could not be planned`;
      const words = ["preview", ...at, "--policy-pack", PACK];
      const saving = await runEngine({ words: [...words, "--json", "--show-sames", "--save-plan", file] }, signal);
      if (saving.code === 0) return { ...previewOf(saving.stdout), file };
      // As JSON the engine leaves out why the pack refuses: the same again, in words.
      await run({ words, what }, signal);
      throw engineFailure({ stage, what, words: saving.words });
    },
    async up({ file }, signal) {
      await up(["--plan", file, "--policy-pack", PACK], {}, signal);
    },
    async stateVersion(signal) {
      const what = `The stack ${stage} could not be read`;
      const stacks = Stacks.parse(JSON.parse(await run({ words: ["stack", "ls", "--json"], what }, signal)));
      return stacks.find(({ name }) => name.split("/").at(-1) === stage)?.lastUpdate;
    },
    async restore(commit, signal) {
      const project = await restoredProject({ stage, commit, note }, signal);
      try {
        await up([], project, signal);
      } finally {
        await project.remove();
      }
    },
  };
}

function previewOf(text: string): Omit<Plan, "file"> {
  return previewedPlan(JSON.parse(text));
}

/** A folder that goes when the process does: nothing of a plan is kept. */
function folderUntilExit(): string {
  const folder = mkdtempSync(join(tmpdir(), "atlas-codex-plan-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
