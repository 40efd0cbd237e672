import type { Stage } from "../../../runtime/domain/stage.ts";

/** What is wrong with the stages' settings; `subject` is the file, or both. */
export type SettingFinding = {
  readonly code: "setting" | "other-stage" | "unknown-setting" | "embedded-setting" | "undeclared-difference";
  readonly message: string;
  readonly subject: string;
  readonly fix: string;
};

/** What one stage's file configures, by whole names. */
export type StageConfig = { readonly stage: Stage; readonly config: Readonly<Record<string, string>> };

/** The file a stage is configured by. */
export function stageFileName(stage: Stage): string {
  return `Pulumi.${stage}.yaml`;
}
