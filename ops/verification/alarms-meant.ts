import * as z from "zod";
import type { Alarm } from "../checks/verification/alarm-findings.ts";

const Told = z.looseObject({
  name: z.string(),
  metricName: z.string(),
  threshold: z.number(),
  alarmActions: z.array(z.string()),
  okActions: z.array(z.string()),
});
const State = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(z.looseObject({ type: z.string(), outputs: z.unknown().optional() })),
  }),
});

/** The alarms that a stack's state has; those that cannot be read from it are missing. */
export function alarmsMeant(state: unknown): readonly Alarm[] {
  const resources = State.safeParse(state).data?.deployment.resources ?? [];
  return resources
    .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
    .flatMap(({ outputs }) => {
      const told = Told.safeParse(outputs).data;
      if (told === undefined) return [];
      const { name, metricName: metric, threshold, alarmActions: actions, okActions } = told;
      return [{ name, metric, threshold, actions, okActions, enabled: true }];
    });
}
