import type { VerificationFinding } from "./finding.ts";

/** An alarm as the stack's state or the account tells of it. */
export type Alarm = {
  name: string;
  metric: string;
  threshold: number;
  actions: readonly string[];
  okActions: readonly string[];
  /** Whether it tells anyone. */
  enabled: boolean;
};

export type AlarmsSeen = { meant: readonly Alarm[]; seen: readonly Alarm[] };

/** Which alarms of a stack are not there, watch something else, or would not tell whom they should; empty when all would. */
export function alarmFindings({ meant, seen }: AlarmsSeen): VerificationFinding[] {
  const fix = "Restore it: pulumi refresh, then ops deploy";
  return meant.flatMap((alarm) => {
    const subject = alarm.name;
    const real = seen.find(({ name }) => name === alarm.name);
    if (real === undefined) {
      return [{ code: "alarm-missing", message: `There is no alarm ${subject}.`, subject, fix }];
    }
    const problems = [
      ["alarm-off", !real.enabled, `The alarm ${subject} tells nobody: its actions are switched off.`],
      ["alarm-unwired", lacks(real.actions, alarm.actions), `The alarm ${subject} does not tell the stage's topic.`],
      ["alarm-unwired", lacks(real.okActions, alarm.okActions), `The alarm ${subject} does not tell that all is calm.`],
      [
        "alarm-changed",
        real.metric !== alarm.metric || real.threshold !== alarm.threshold,
        `The alarm ${subject} watches ${real.metric} above ${real.threshold}; meant is ${alarm.metric} above ${alarm.threshold}.`,
      ],
    ] as const;
    return problems.flatMap(([code, holds, message]) => (holds ? [{ code, message, subject, fix }] : []));
  });
}

function lacks(real: readonly string[], meant: readonly string[]): boolean {
  return meant.length === 0 || meant.some((action) => !real.includes(action));
}
