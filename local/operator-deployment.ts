import { STAGES, type Stage } from "../runtime/domain/stage.ts";
import type { StageUp, Workshop } from "./bring-up.ts";
import { runChild } from "./cache/child.ts";
import { Unusable } from "./cache/unusable.ts";
import { writeEndpoints } from "./endpoints.ts";
import { readOutputs, refreshStack, selectStack } from "./stacks.ts";
import { fillSecrets } from "./stage-secrets.ts";

/** The step at which `ops deploy` waits, among others, for somebody to give new secrets their values. */
const SETTLING = /^\s*\d+:\d\d\s+settle$/;

/** Makes both stages' stacks, so that what concerns both can be judged before the first is deployed. */
export async function prepareStacks(workshop: Workshop, signal: AbortSignal): Promise<void> {
  for (const stage of STAGES) {
    await selectStack({ ...workshop, stage }, signal);
    if (workshop.machine.recovered !== "restored") await refreshStack({ ...workshop, stage }, signal);
  }
}

/** Deploys a stage as an operator does, with `ops deploy`; gives its secrets their values while that waits for them. */
export async function deployAsOperator(workshop: Workshop, stage: Stage, signal: AbortSignal): Promise<StageUp> {
  const { environment, folder, machine, terminal } = workshop;
  const fill = async () => {
    const outputs = await readOutputs({ stage, environment }, signal);
    return { outputs, masterKey: await fillSecrets({ endpoint: machine.endpoint, outputs, terminal }, signal) };
  };
  let filling: Promise<StageUp> | undefined;
  const unfilled = new AbortController();
  const words = ["deploy", "--stage", stage, "--apply", "--uncommitted", "--quick"];
  if (stage === "production") words.push("--confirm", "production");
  terminal.command(["ops", ...words].join(" "));
  const { code } = await runChild({
    command: "ops",
    args: words,
    env: { ...process.env, ...environment },
    onLine: (line) => {
      terminal.output(line);
      if (!SETTLING.test(line) || filling !== undefined) return;
      filling = fill();
      // Without their values it would wait in vain: it is ended, and why is thrown.
      filling.catch((error: unknown) => unfilled.abort(error));
    },
    signal: AbortSignal.any([signal, unfilled.signal]),
    ...{ stopSignal: "SIGINT", graceMilliseconds: 60_000 },
  });
  if (code !== 0) {
    throw new Unusable(`${stage} was not deployed; why is above.
If the embedded AWS itself is in the way, start it anew: npm run local -- reset`);
  }
  const up = await (filling ?? fill());
  await writeEndpoints({ folder, machine, outputs: up.outputs });
  return up;
}
