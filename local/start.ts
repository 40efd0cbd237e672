import { once } from "node:events";
import { STAGES, type Stage } from "../runtime/domain/stage.ts";
import { bringUpStage, openWorkshop, type Workshop } from "./bring-up.ts";
import { runChild } from "./cache/child.ts";
import { Unusable } from "./cache/unusable.ts";
import type { Folder } from "./folder.ts";
import { type Machine, runningMachine, startMachine } from "./machine.ts";
import { deployAsOperator, prepareStacks } from "./operator-deployment.ts";
import { outcomeTable } from "./outcome-table.ts";
import { type JobOutcome, runSampleJob, SAMPLE_JOBS } from "./sample-job.ts";
import type { Terminal } from "./terminal.ts";
import { isWholeClone } from "./whole-clone.ts";

export type StartArgs = { folder: Folder; once: boolean; json: boolean; terminal: Terminal };

export type StageReport = { stage: Stage; apiUrl: string; socketUrl: string; jobs: JobOutcome[] };

/**
 * The main job: both stages come up, a page goes through each, and what came of it is shown. Stays up until the signal
 * unless `once`; true when all of it worked.
 */
export async function start({ folder, once: ends, json, terminal }: StartArgs, signal: AbortSignal): Promise<boolean> {
  const startedAt = new Date();
  terminal.heading("AWS on this machine: emulator, model stand-in, sample site");
  const found = await runningMachine(folder);
  const machine: Machine =
    found === undefined
      ? await startMachine({ folder, report: terminal.note, signal })
      : { record: found, broken: new Promise(() => undefined), stop: async () => undefined };
  try {
    const { record } = machine;
    terminal.note(`AWS ${record.endpoint} · model (stand-in) ${record.modelUrl} · site ${record.siteUrl}`);
    if (record.recovered === "lost") {
      terminal.note(
        "The last run was not stopped cleanly and the emulator lost what it held: everything is deployed again.",
      );
    }
    terminal.heading("Pulumi engine");
    const workshop = await openWorkshop({ folder, machine: record, terminal }, signal);
    terminal.note(
      `Pulumi ${workshop.engine.version} (${workshop.engine.source}). The commands below work by hand after`,
    );
    terminal.command('eval "$(npm run -s local -- env)"');
    const bringUp = await wayUp(workshop, signal);
    const stages: StageReport[] = [];
    for (const stage of STAGES) stages.push(await walkStage({ workshop, stage, bringUp }, signal));
    const ok = stages.every(({ jobs }) =>
      jobs.every(({ status, fields }) => status === "completed" && fields.length >= 3),
    );
    const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
    terminal.heading(ok ? `Both stages work (${seconds} s)` : "Not all of it worked");
    if (json) process.stdout.write(`${JSON.stringify({ ok, startedAt, endedAt: new Date(), stages }, null, 2)}\n`);
    else process.stdout.write(`${outcomeTable(stages)}\n`);
    if (!ends) {
      terminal.note("\nEverything stays up until Ctrl-C.");
      if (!signal.aborted) await Promise.race([once(signal, "abort"), machine.broken]);
      if (!signal.aborted) {
        throw new Unusable(`The emulator ended by itself. Its log: ${folder.emulatorLog}. Start again: npm start`);
      }
    }
    return ok;
  } finally {
    if (found === undefined) terminal.note("Stopping; the state is kept for the next start.");
    await machine.stop();
  }
}

type BringUp = typeof deployAsOperator;

/** As an operator deploys; where git's history is not there to be gated by and to go back to, by the engine alone, which is said. */
async function wayUp(workshop: Workshop, signal: AbortSignal): Promise<BringUp> {
  if (!(await isWholeClone(signal))) {
    workshop.terminal.note(
      "This is no whole git clone, and a deployment needs its history: the engine alone brings the stages up.",
    );
    return bringUpStage;
  }
  await prepareStacks(workshop, signal);
  return deployAsOperator;
}

type Walk = { workshop: Workshop; stage: Stage; bringUp: BringUp };

async function walkStage({ workshop, stage, bringUp }: Walk, signal: AbortSignal): Promise<StageReport> {
  const { machine, terminal } = workshop;
  terminal.heading(`Stage ${stage}`);
  const { outputs, masterKey } = await bringUp(workshop, stage, signal);
  await checkHealth(workshop, stage, signal);
  terminal.command(
    `KEY=$(aws secretsmanager get-secret-value --secret-id ${outputs.masterKeySecretId} --query SecretString --output text)`,
  );
  const jobs: JobOutcome[] = [];
  for (const job of SAMPLE_JOBS) {
    jobs.push(
      await runSampleJob({ job, apiUrl: outputs.apiUrl, siteUrl: machine.siteUrl, masterKey, terminal }, signal),
    );
  }
  return { stage, apiUrl: outputs.apiUrl, socketUrl: outputs.socketUrl, jobs };
}

async function checkHealth({ terminal, environment }: Workshop, stage: Stage, signal: AbortSignal): Promise<void> {
  terminal.command(`ops health --stage ${stage}`);
  const { code, tail } = await runChild({
    command: "ops",
    args: ["health", "--stage", stage],
    env: { ...process.env, ...environment },
    onLine: terminal.output,
    signal,
  });
  if (code !== 0) throw new Unusable(`${stage} is up but not healthy:\n  ${tail.join("\n  ")}`);
}
