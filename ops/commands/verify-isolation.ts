import type { CommandModule } from "yargs";
import { judgeIsolation } from "../checks/isolation/judge-isolation.ts";
import { interruption } from "../context.ts";
import { drawStages } from "../graph/draw-stages.ts";
import { writeWhole } from "../isolation/atomic-file.ts";
import { checkSteps, readEvidence } from "../isolation/check-evidence.ts";
import { readStages } from "../isolation/choose-mode.ts";
import { evidenceOf } from "../isolation/evidence.ts";
import { isolationSteps } from "../isolation/isolation-steps.ts";
import { isolationText } from "../isolation/isolation-text.ts";
import { type IsolationOptions, plannedWork, type Work } from "../isolation/options.ts";
import { type Outcome, outcomeOf } from "../isolation/outcome.ts";
import { readExports } from "../isolation/read-exports.ts";
import type { Reading } from "../isolation/reading.ts";
import { toolVersion } from "../isolation/tool-version.ts";
import { exitCodeOf, type Report, reportOf } from "../report.ts";
import { printReport } from "../report-text.ts";
import { runSteps } from "../steps.ts";

const COMMAND = "verify-isolation";

/** `ops verify-isolation`: the proof that both stages share nothing. */
export const verifyIsolation: CommandModule<object, IsolationOptions> = {
  command: COMMAND,
  describe: "prove that neither stage can reach the other",
  builder: (y) =>
    y
      .option("export", {
        type: "string",
        array: true,
        nargs: 1,
        describe: "a `pulumi stack export` file; give both stages'",
      })
      .option("before", { type: "boolean", describe: "judge both programs as the engine would deploy them" })
      .option("after", { type: "boolean", describe: "judge both stacks' states" })
      .option("live", { type: "boolean", describe: "judge what the account holds, and compare it with the states" })
      .option("evidence", {
        type: "string",
        requiresArg: true,
        describe: "write the proof, bound to what it was made of",
      })
      .option("check", { type: "string", requiresArg: true, describe: "whether this evidence still holds" })
      .option("graph", { type: "string", requiresArg: true, describe: "draw both stages as an SVG" })
      .option("json", { type: "boolean", default: false })
      .example("$0 verify-isolation", "the strongest proof that can run here")
      .example("$0 verify-isolation --before", "what a deployment would make of it")
      .example("$0 verify-isolation --export preview.json --export production.json", "two files, no AWS, no engine")
      .example("$0 verify-isolation --live --evidence proof.json --graph stages.svg", "keep the proof, and see it")
      .example("$0 verify-isolation --check proof.json", "exit 0 while it holds for what is deployed"),
  async handler(options) {
    const work = plannedWork(options);
    const { signal } = interruption();
    const report =
      work.check === undefined ? await prove(work, options, signal) : await check(work.check, work, options, signal);
    process.exitCode = exitCodeOf(report);
  },
};

async function prove(work: Work, { json }: IsolationOptions, signal: AbortSignal): Promise<Report> {
  const startedAt = new Date();
  const { outcome, steps } = await judged(work, signal);
  const report = reportOf({ command: COMMAND, startedAt, endedAt: new Date(), steps });
  if (outcome !== undefined) await keep({ work, outcome, report });
  if (json || outcome === undefined) printReport(report, { json });
  else process.stdout.write(`${isolationText(outcome)}\n`);
  return report;
}

async function judged(work: Work, signal: AbortSignal): Promise<{ outcome?: Outcome; steps: Report["steps"] }> {
  let outcome: Outcome | undefined;
  const steps = await runSteps(
    [
      {
        name: "read both stages",
        run: async () => {
          outcome = outcomeOf({ reading: await read(work, signal), judge: judgeIsolation });
          return { steps: isolationSteps(outcome) };
        },
      },
    ],
    {},
  );
  return { ...(outcome === undefined ? {} : { outcome }), steps };
}

async function keep({ work, outcome, report }: { work: Work; outcome: Outcome; report: Report }): Promise<void> {
  const { reading, judgement } = outcome;
  if (work.evidence !== undefined) {
    const { mode, snapshots, files } = reading;
    const tool = await toolVersion();
    const evidence = evidenceOf({ mode, tool, time: new Date(report.endedAt), judgement, snapshots, files, report });
    await writeWhole({ path: work.evidence, text: `${JSON.stringify(evidence, null, 2)}\n` });
    note(`Wrote the evidence to ${work.evidence}.`);
  }
  if (work.graph !== undefined) {
    await writeWhole({ path: work.graph, text: drawStages({ judgement, snapshots: reading.snapshots }) });
    note(`Drew both stages in ${work.graph}.`);
  }
}

async function check(path: string, work: Work, { json }: IsolationOptions, signal: AbortSignal): Promise<Report> {
  const startedAt = new Date();
  const evidence = await readEvidence(path, signal);
  const [left, right] = evidence.inputs.map(({ file }) => file);
  const files = work.files ?? (left === undefined || right === undefined ? undefined : ([left, right] as const));
  const steps = await runSteps(
    [
      {
        name: "read both stages",
        run: async () => {
          const mode = evidence.mode === "export" ? undefined : evidence.mode;
          const reading = await read({ ...work, mode, files: evidence.mode === "export" ? files : undefined }, signal);
          const { judgement } = outcomeOf({ reading, judge: judgeIsolation });
          return { steps: checkSteps({ evidence, reading, judgement }) };
        },
      },
    ],
    {},
  );
  const report = reportOf({ command: COMMAND, startedAt, endedAt: new Date(), steps });
  printReport(report, { json });
  return report;
}

function read({ files, mode }: Pick<Work, "files" | "mode">, signal: AbortSignal): Promise<Reading> {
  return files === undefined ? readStages({ mode, note }, signal) : readExports(files, signal);
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
