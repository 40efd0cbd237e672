import { setTimeout as pause } from "node:timers/promises";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { CommandModule } from "yargs";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { functionLog } from "../aws/function-log.ts";
import { interruption } from "../context.ts";
import { chosenFunctions } from "../logs/chosen-functions.ts";
import type { LineForm } from "../logs/line-text.ts";
import { showLogs } from "../logs/show-logs.ts";
import { sinceInstant } from "../logs/since.ts";
import { answerStream } from "../output/answer-stream.ts";
import { hasColours } from "../output/colours.ts";
import { readStackOutputs } from "../pulumi/stack-outputs.ts";

const EPILOGUE = `What a function's runtime says beside our lines (START, REPORT, the stack of a
crash) is shown as it is; --errors shows such crashes, too. Metrics are left
out; --json prints them as well, and what is no JSON as {time, function, message}.
The exit code is 3 where a log could not be read; the others are shown.`;

type LogsArguments = {
  stage: Stage;
  follow: boolean;
  errors: boolean;
  correlation: string | undefined;
  since: string;
  function: string[] | undefined;
  json: boolean;
};

/** `ops logs`: what all functions of a stage wrote, in time order. */
export const logs: CommandModule<object, LogsArguments> = {
  command: "logs",
  describe: "read across all functions of a stage in time order",
  builder: (y) =>
    y
      .option("stage", { choices: STAGES, demandOption: true, describe: "whose functions" })
      .option("follow", { type: "boolean", default: false, describe: "go on with what comes, until Ctrl-C" })
      .option("errors", { type: "boolean", default: false, describe: "errors only" })
      .option("correlation", { type: "string", requiresArg: true, describe: "only lines with this correlation id" })
      .option("since", {
        type: "string",
        requiresArg: true,
        default: "10m",
        describe: "from when: 30s, 10m, 2h, 1d or 2026-11-21T14:05:00Z",
      })
      .option("function", { type: "string", array: true, requiresArg: true, describe: "only these functions" })
      .option("json", { type: "boolean", default: false, describe: "print each line as the JSON it is" })
      .example("$0 logs --stage preview --follow", "what happens now")
      .example("$0 logs --stage production --errors --since 2h", "what went wrong")
      .example("$0 logs --stage preview --correlation ID", "one request's way through all functions")
      .epilogue(EPILOGUE),
  async handler({ stage, follow, errors, correlation, json, ...options }) {
    // Counted from when the person asked: this process took its time to start.
    const since = sinceInstant({ text: options.since, now: Math.floor(performance.timeOrigin) });
    const asked = chosenFunctions({ asked: options.function });
    const { signal } = interruption();
    const outputs = await readStackOutputs(stage, signal);
    const functions = asked({ stage, deployed: Object.keys(outputs.versions) });
    const client = new CloudWatchLogsClient({ region: outputs.region });
    const { write } = answerStream(process.stdout);
    process.exitCode = await showLogs(
      {
        ...{ functions, since, follow, write, now: Date.now },
        wanted: { errors, correlation },
        form: json ? { kind: "json" } : personForm(functions),
        pages: (place, aborted) => functionLog({ client, stage, holding: correlation, ...place }, aborted),
        note: (sentence) => process.stderr.write(`ops: ${sentence}\n`),
        sleep: (milliseconds, aborted) => pause(milliseconds, undefined, { signal: aborted }),
      },
      signal,
    );
    client.destroy();
  },
};

function personForm(functions: readonly string[]): LineForm {
  const colours = hasColours({ stream: process.stdout, environment: process.env });
  return { kind: "person", colours, width: Math.max(...functions.map((name) => name.length)) };
}
