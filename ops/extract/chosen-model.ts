import type { AskModel } from "../../runtime/extract/engine.ts";
import { modelAsking } from "../model/model-asking.ts";
import { providerAccess } from "../model/provider-access.ts";
import { providerClient } from "../model/provider-client.ts";
import { readStageFile } from "../model/stage-file.ts";
import type { ModelChoice } from "./options.ts";

export type ChosenModel = { choice: ModelChoice; environment: Readonly<Record<string, string | undefined>> };

/** The model that a command line chooses, as a stage's settings and the operator's environment have it. */
export async function chosenModel({ choice, environment }: ChosenModel): Promise<AskModel> {
  const { settings, modelBaseUrl } = await readStageFile({
    stage: choice.stage,
    folder: environment.PULUMI_OPTION_CWD,
  });
  const access = providerAccess({
    addresses: [
      { from: "--model-base-url", url: choice.baseUrl },
      { from: "MODEL_BASE_URL", url: environment.MODEL_BASE_URL },
      { from: `MODEL_BASE_URL in Pulumi.${choice.stage}.yaml`, url: modelBaseUrl },
    ],
    apiKey: environment.OPENAI_API_KEY,
  });
  return modelAsking({ settings, client: providerClient(access), now: Date.now });
}
