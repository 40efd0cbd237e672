import * as z from "zod";
import { judgeBundles } from "../../checks/architecture/judge-bundles.ts";
import { judgeSources } from "../../checks/architecture/judge-sources.ts";
import { SOURCE_RULES } from "../../checks/architecture/source-rules.ts";
import type { Step } from "../../report.ts";
import { foundStep } from "../found-step.ts";
import type { GateStep } from "../gate-step.ts";
import { readImports } from "../import-rules.ts";
import { sourceFiles } from "../source-files.ts";
import { toolOutput } from "../tool-output.ts";
import { undecidedWhereUnread } from "../undecided.ts";

const Sizes = z.record(z.string(), z.object({ total: z.number(), start: z.number(), sources: z.number() }));

/** What may import what, what source may say, and how large functions may become. */
export const architectureStep: GateStep = {
  name: "architecture",
  explains:
    "Imports keep to the rooms' rules, jobs have one writer, code that runs names no stage and reads its environment in handlers only, and every function's bundle keeps within its budget.",
  run: async ({ root }, signal) => {
    const parts = { imports, sources, bundles };
    return Promise.all(
      Object.entries(parts).map(([part, run]) => {
        const name = `architecture: ${part}`;
        return undecidedWhereUnread({ name, signal }, () => run({ name, root }, signal));
      }),
    );
  },
};

type Part = { readonly name: string; readonly root: string };

async function imports({ name, root }: Part, signal: AbortSignal): Promise<Step> {
  return foundStep({ name, ...(await readImports(root, signal)) });
}

async function sources({ name, root }: Part): Promise<Step> {
  const files = await sourceFiles(root, ["runtime", "ops", "infra"]);
  return foundStep({
    name,
    findings: judgeSources(files),
    detail: `${files.length} files, ${SOURCE_RULES.length} rules`,
  });
}

async function bundles({ name, root }: Part, signal: AbortSignal): Promise<Step> {
  const what = "The sizes of the functions";
  const fix = "Look at it: node infra/bundle-sizes.ts";
  const text = await toolOutput({ words: [process.execPath, "infra/bundle-sizes.ts"], root, what, fix }, signal);
  const sizes = Sizes.parse(JSON.parse(text));
  const largest = Math.max(...Object.values(sizes).map(({ total }) => total));
  const detail = `${Object.keys(sizes).length} functions, the largest ${(largest / 1_000_000).toFixed(1)} MB`;
  return foundStep({ name, findings: judgeBundles(sizes), detail });
}
