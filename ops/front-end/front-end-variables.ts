import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Settings } from "../../runtime/domain/settings.ts";

export type FrontEndVariables = {
  readonly VITE_API_BASE_URL: string;
  readonly VITE_ENVIRONMENT: string;
  readonly VITE_GPT5_ENABLED: string;
};

export type FrontEndArgs = {
  readonly outputs: Pick<StackOutputs, "apiUrl" | "stage">;
  readonly settings: Pick<Settings, "GPT5_ENABLED">;
};

/** What the web front end is built with. All of it is public: what a browser gets is no place for a secret. */
export function frontEndVariables({ outputs, settings }: FrontEndArgs): FrontEndVariables {
  return {
    VITE_API_BASE_URL: outputs.apiUrl.replace(/\/+$/, ""),
    VITE_ENVIRONMENT: outputs.stage,
    VITE_GPT5_ENABLED: String(settings.GPT5_ENABLED),
  };
}
