import { INTENDED_DIFFERENCES } from "./intended-differences.ts";
import { judgeStage } from "./judge-stage.ts";
import { type SettingFinding, type StageConfig, stageFileName } from "./setting-finding.ts";

/** Everything that is wrong with the stages' settings, each stage's own first, then what they differ in unintended. */
export function judgeSettings([left, right]: readonly [StageConfig, StageConfig]): SettingFinding[] {
  return [...judgeStage(left), ...judgeStage(right), ...undeclaredDifferences(left, right)];
}

/** What both stages' files differ in and are meant to, by name. */
export function intendedDifferences([left, right]: readonly [StageConfig, StageConfig]): string[] {
  return differing(left, right).filter(isIntended);
}

function undeclaredDifferences(left: StageConfig, right: StageConfig): SettingFinding[] {
  const said = ({ stage, config }: StageConfig, name: string) =>
    config[name] === undefined ? `absent in ${stage}` : `"${config[name]}" in ${stage}`;
  return differing(left, right)
    .filter((name) => !isIntended(name))
    .map((name) => ({
      code: "undeclared-difference",
      message: `${name} is ${said(left, name)} and ${said(right, name)}, and nobody declared that they differ.`,
      subject: [left, right].map(({ stage }) => stageFileName(stage)).join(" and "),
      fix: "Make them equal, or declare it with a reason in ops/checks/settings/intended-differences.ts.",
    }));
}

function isIntended(name: string): boolean {
  return INTENDED_DIFFERENCES.some((intended) => intended.name === name);
}

function differing(left: StageConfig, right: StageConfig): string[] {
  const names = new Set([...Object.keys(left.config), ...Object.keys(right.config)]);
  return [...names].filter((name) => left.config[name] !== right.config[name]);
}
