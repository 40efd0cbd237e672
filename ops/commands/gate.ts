import type { CommandModule } from "yargs";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { interruption } from "../context.ts";
import { badInput } from "../failure.ts";
import { annotations } from "../gate/annotations.ts";
import { gateSteps } from "../gate/gate-steps.ts";
import { listed, listText, noteText } from "../gate/gate-text.ts";
import { junitXml } from "../gate/junit.ts";
import { GATE } from "../gate/plan.ts";
import { fileDraft } from "../output/file-draft.ts";
import { exitCodeOf, type Report, reportOf } from "../report.ts";
import { printReport } from "../report-text.ts";

type GateOptions = { json: boolean; list: boolean; junit?: string | undefined; stage?: Stage | undefined };

/** `ops gate`: everything that can be judged before a deployment, without an account. */
export const gate: CommandModule<object, GateOptions> = {
  command: "gate",
  describe: "judge the checkout before it is deployed; needs no account",
  builder: (y) =>
    y
      .option("list", { type: "boolean", default: false, describe: "explain every step and run none" })
      .option("junit", { type: "string", requiresArg: true, describe: "write the report to this file as JUnit's XML" })
      .option("stage", { choices: STAGES, describe: "also ask this stage's account which migrations ran there" })
      .option("json", { type: "boolean", default: false })
      .example("$0 gate", "one line a step; exit 0 only when every one passed")
      .example("$0 gate --list", "what each step looks at")
      .example("$0 gate --json --junit gate.xml", "for a pipeline"),
  async handler({ json, list, junit, stage }) {
    if (list) return printList(json);
    if (Array.isArray(junit) || junit === "")
      throw badInput("--junit takes the name of one file.", "See: ops gate --help");
    const draft = junit === undefined ? undefined : await fileDraft(junit);
    try {
      const report = await judge(stage);
      await draft?.write(junitXml(report));
      await draft?.keep();
      printReport(report, { json });
      annotate(report, json ? process.stderr : process.stdout);
      process.exitCode = exitCodeOf(report);
    } finally {
      await draft?.drop();
    }
  },
};

function printList(json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(listed(GATE), null, 2) : listText(GATE)}\n`);
}

async function judge(stage: Stage | undefined): Promise<Report> {
  const { signal } = interruption();
  const startedAt = new Date();
  const note = (each: Parameters<typeof noteText>[0]) => void process.stderr.write(noteText(each));
  const steps = await gateSteps({ stage, note }, signal);
  return reportOf({
    command: "gate",
    ...(stage === undefined ? {} : { stage }),
    ...{ startedAt, endedAt: new Date(), steps },
  });
}

/** The answer's stream for a person's text; with --json it holds the document alone. */
function annotate(report: Report, stream: NodeJS.WritableStream): void {
  if (process.env.GITHUB_ACTIONS !== "true") return;
  for (const line of annotations(report)) stream.write(`${line}\n`);
}
