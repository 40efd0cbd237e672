import { STAGES } from "../../../runtime/domain/stage.ts";
import { intendedDifferences, judgeSettings } from "../../checks/settings/judge-settings.ts";
import { readStageConfig } from "../../model/stage-file.ts";
import { foundStep } from "../found-step.ts";
import type { GateStep } from "../gate-step.ts";

/** Both stages' settings, each on its own and one against the other. */
export const environmentsStep: GateStep = {
  name: "environments",
  explains: "Both stages' settings fit one schema, do not contradict each other, and differ only where it is declared.",
  run: async ({ root }) => {
    const [preview, production] = STAGES;
    const read = async (stage: typeof preview | typeof production) => {
      return { stage, config: await readStageConfig({ stage, folder: root }) };
    };
    const pair = [await read(preview), await read(production)] as const;
    const names = new Set(pair.flatMap(({ config }) => Object.keys(config)));
    const detail = `${names.size} settings, ${intendedDifferences(pair).length} differ as intended`;
    return [foundStep({ name: "environments", findings: judgeSettings(pair), detail })];
  },
};
