import type { CommandModule } from "yargs";
import { STAGES } from "../../runtime/domain/stage.ts";
import type { AskModel } from "../../runtime/extract/engine.ts";
import { type ExtractOptions, type ExtractPlan, type ModelChoice, plannedExtraction } from "../extract/options.ts";
import { standardInput } from "../input/standard-input.ts";
import { type Progress, progressOf } from "../output/progress.ts";

const EPILOGUE = `A list on stdin names one page a line, with the address a file has on the web
and a schema of its own where it has one:
  {"file": "a.html", "url": "https://www.example.com/a", "schema": "a.json"}
  {"url": "https://www.example.com/b"}
Each page gets its line in the answer, in order, also one that failed; then the
exit code is 1. It is 2 where the command or the list cannot be understood.

--model asks as a stage's worker would, with the settings in Pulumi.STAGE.yaml
and the key in OPENAI_API_KEY; MODEL_BASE_URL is taken for --model-base-url.`;

/** `ops extract`: the extraction engine on pages at hand, without AWS. */
export const extractPages: CommandModule<object, ExtractOptions> = {
  command: "extract [pages..]",
  describe: "extract data from files, URLs or a list on stdin, here, without AWS",
  builder: (y) =>
    y
      .positional("pages", { type: "string", array: true, describe: "files of HTML or text, or URLs" })
      .option("url", { type: "string", requiresArg: true, describe: "the address the file has on the web" })
      .option("schema", { type: "string", requiresArg: true, describe: "a file with the JSON Schema to fill" })
      .option("instructions", { type: "string", requiresArg: true, describe: "what to look for; needs --model" })
      .option("model", { type: "boolean", describe: "ask a model; without, the same page gives the same answer" })
      .option("stage", { choices: STAGES, describe: "whose model to ask; preview's unless said" })
      .option("model-base-url", { type: "string", requiresArg: true, describe: "where another provider answers" })
      .option("allow-target", {
        type: "string",
        array: true,
        nargs: 1,
        describe: "HOST:PORT that may be fetched although it is not public; for the sample site of npm start",
      })
      .option("json", { type: "boolean", default: false, describe: "print each result as one line of JSON" })
      .example("$0 extract page.html", "what the page says of itself")
      .example("$0 extract page.html --schema s.json", "these fields, and where they stand")
      .example("$0 extract https://example.com/ --json", "the job's result, as the API has it")
      .example("$0 extract --json < list.jsonl", "one line for each of a thousand")
      .epilogue(EPILOGUE),
  async handler(options) {
    const plan = await plannedExtraction(options);
    const askModel = plan.model && (await modelOf(plan.model));
    const input = standardInput('One page a line, like {"file": "a.html"}');
    const output = process.stdout;
    const run = { plan, askModel, json: options.json, input, output, progress: progressFor(plan) };
    // The engine and the provider's client are large; no other command waits for them.
    const { runExtraction } = await import("../extract/run-extraction.ts");
    process.exitCode = await runExtraction(run);
  },
};

async function modelOf(choice: ModelChoice): Promise<AskModel> {
  const { chosenModel } = await import("../extract/chosen-model.ts");
  return chosenModel({ choice, environment: process.env });
}

/** None for one page; and no bar where the results themselves pass by on the same screen. */
function progressFor({ sources }: ExtractPlan): Progress | undefined {
  if (sources?.length === 1) return undefined;
  const { stderr, stdout } = process;
  const stream = { isTTY: stderr.isTTY && !stdout.isTTY, write: (text: string) => stderr.write(text) };
  return progressOf({ stream, total: sources?.length, now: Date.now });
}
