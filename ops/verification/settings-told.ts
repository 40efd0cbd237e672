import { parseSettings, type Settings, settingsProblems } from "../../runtime/domain/settings.ts";
import type { FunctionSeen } from "../checks/verification/function-findings.ts";

/** The settings by which the worker chooses its model, as it is told them; undefined where this version cannot read them. */
export function settingsTold(functions: readonly FunctionSeen[]): Settings | undefined {
  const { variables = {} } = functions.find(({ name }) => name === "worker") ?? {};
  return settingsProblems(variables).length > 0 ? undefined : parseSettings(variables);
}
