import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import * as z from "zod";

const FOLDER = fileURLToPath(new URL("../../.github/workflows/", import.meta.url));

const Text = z.string().min(1);
const Permissions = z.partialRecord(z.enum(["contents", "id-token"]), z.enum(["read", "write"]));
const Concurrency = z.strictObject({ group: Text, "cancel-in-progress": z.boolean() });
const Values = z.record(Text, z.union([Text, z.number(), z.boolean()]));

const Used = z.strictObject({ name: Text.optional(), uses: Text, with: Values });
const Run = z.strictObject({ name: Text.optional(), run: Text, env: Values.optional() });

const Job = z.strictObject({
  name: Text,
  needs: Text.optional(),
  if: Text.optional(),
  "runs-on": z.literal("ubuntu-24.04"),
  "timeout-minutes": z.int().positive().max(60),
  environment: Text.optional(),
  permissions: Permissions.optional(),
  concurrency: Concurrency.optional(),
  env: Values.optional(),
  steps: z.array(z.union([Used, Run])).min(1),
});

const Branches = z.strictObject({ branches: z.array(Text).min(1) });

/** What of GitHub's workflow language is used here; anything else is a slip of the hand, or wants a rule of its own first. */
export const Workflow = z.strictObject({
  name: Text,
  on: z.union([z.strictObject({ pull_request: Branches }), z.strictObject({ push: Branches })]),
  permissions: Permissions,
  concurrency: Concurrency.optional(),
  jobs: z.record(z.string().regex(/^[a-z][a-z-]*$/), Job),
});
export type Workflow = z.infer<typeof Workflow>;
export type WorkflowJob = z.infer<typeof Job>;

/** Every workflow of the repository by its file's name: its text, and what YAML makes of it. */
export const WORKFLOWS = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(`${FOLDER}${file}`, "utf8");
  return { file, text, document: parse(text, { uniqueKeys: true }) as unknown };
});

/** The commands a job runs, one a line of its `run` steps. */
export function commandsOf({ steps }: WorkflowJob): string[] {
  return steps.flatMap((step) => ("run" in step ? step.run.trim().split("\n") : []));
}

/** The actions a job uses, as written: `owner/name@commit`. */
export function actionsOf({ steps }: WorkflowJob): string[] {
  return steps.flatMap((step) => ("uses" in step ? [step.uses] : []));
}
