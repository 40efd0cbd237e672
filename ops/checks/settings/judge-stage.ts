import { settingsProblems } from "../../../runtime/domain/settings.ts";
import { EMBEDDED_NAMES, KNOWN_NAMES, PROJECT } from "./known-names.ts";
import { type SettingFinding, type StageConfig, stageFileName } from "./setting-finding.ts";

/** What is wrong with one stage's settings: values and contradictions, the other stage's name, names that nobody reads. */
export function judgeStage({ stage, config }: StageConfig): SettingFinding[] {
  const subject = stageFileName(stage);
  const own = Object.keys(config).filter((name) => name.startsWith(PROJECT));
  const values = Object.fromEntries(own.map((name) => [name.slice(PROJECT.length), config[name]]));
  const problems = settingsProblems(values).map((problem): SettingFinding => {
    return { code: "setting", message: `${subject}: ${problem}.`, subject, fix: `Mend it in ${subject}.` };
  });
  const unread = own.filter((name) => !KNOWN_NAMES.has(name)).map((name) => unreadName(name, subject));
  return [...problems, ...otherStage(values.STAGE, { stage, config }), ...unread];
}

function otherStage(named: string | undefined, { stage }: StageConfig): SettingFinding[] {
  if (named === undefined || named === stage) return [];
  const subject = stageFileName(stage);
  const message = `${subject} says STAGE is "${named}": one stack is one stage.`;
  return [{ code: "other-stage", message, subject, fix: `Set atlas-codex:STAGE to ${stage} in ${subject}.` }];
}

function unreadName(name: string, subject: string): SettingFinding {
  if (EMBEDDED_NAMES.has(name)) {
    const message = `${subject} sets ${name}, which is for the embedded AWS only.`;
    return { code: "embedded-setting", message, subject, fix: `Take ${name} out of ${subject}.` };
  }
  const message = `${subject} sets ${name}, which nothing reads.`;
  return { code: "unknown-setting", message, subject, fix: `Correct its spelling, or take it out of ${subject}.` };
}
