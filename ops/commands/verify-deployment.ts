import { randomUUID } from "node:crypto";
import type { CommandModule } from "yargs";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { interruption } from "../context.ts";
import { badInput } from "../failure.ts";
import { exitCodeOf, reportOf } from "../report.ts";
import { printReport } from "../report-text.ts";
import { PUBLIC_DOOR } from "../verification/door.ts";
import { patience } from "../verification/patience.ts";
import { PLAN } from "../verification/plan.ts";
import { runVerification } from "../verification/run-verification.ts";

const COMMAND = "verify-deployment";

type VerificationArguments = {
  stage: Stage;
  json: boolean;
  deployment?: string | undefined;
  "smoke-url"?: string | undefined;
  timeout: string;
};

/** `ops verify-deployment`: whether what runs is what was meant, and works; it leaves nothing behind. */
export const verifyDeployment: CommandModule<object, VerificationArguments> = {
  command: COMMAND,
  describe: "see whether what runs in a stage is what was meant, and works",
  builder: (y) =>
    y
      .option("stage", { choices: STAGES, demandOption: true, describe: "the stage to look at" })
      .option("deployment", {
        type: "string",
        requiresArg: true,
        describe: "hold what runs against the ledger's record of this deployment; else of the one that is live",
      })
      .option("smoke-url", {
        type: "string",
        requiresArg: true,
        describe: "the page of the smoke jobs; else the embedded AWS's sample site, or https://example.com/",
      })
      .option("timeout", {
        type: "string",
        requiresArg: true,
        default: "120s",
        describe: "how long a step waits for its condition; below 15s the poisoned message goes past the worker",
      })
      .option("json", { type: "boolean", default: false })
      .example("$0 verify-deployment --stage preview", "every step with its verdict; exit 0 only when all passed")
      .example("$0 verify-deployment --stage production --json", "the same as one JSON report")
      .example("$0 verify-deployment --stage preview --deployment D-…", "is it this deployment that runs?")
      .example("$0 verify-deployment --stage preview --timeout 30s", "quicker: less patience everywhere"),
  async handler({ stage, json, deployment, "smoke-url": smokeUrl, timeout }) {
    if (smokeUrl !== undefined && !/^https?:$/.test(URL.parse(smokeUrl)?.protocol ?? "")) {
      throw badInput(`--smoke-url is "${smokeUrl}", which is no address of a page.`, "Give one: https://example.com/");
    }
    if (Array.isArray(deployment) || deployment === "") {
      throw badInput("--deployment takes one id.", "For example: --deployment D-…");
    }
    const { signal } = interruption();
    const startedAt = new Date();
    const note = (line: string) => process.stderr.write(`${line}\n`);
    const id = `verify-${randomUUID()}`;
    const asked = { stage, deployment, smokeUrl, timeoutMilliseconds: patience(timeout), id, door: PUBLIC_DOOR, note };
    const steps = await runVerification({ asked, plan: PLAN }, signal);
    const report = reportOf({ command: COMMAND, stage, startedAt, endedAt: new Date(), steps });
    printReport(report, { json });
    process.exitCode = exitCodeOf(report);
  },
};
