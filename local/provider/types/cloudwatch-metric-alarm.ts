import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { type Fields, flag, type Inputs, map, number, output, type State, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import type { Tags } from "../tags.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

const properties = {
  actionsEnabled: flag({ default: true }),
  alarmActions: set(text()),
  alarmDescription: text(),
  arn: output,
  comparisonOperator: text({ use: "required" }),
  datapointsToAlarm: number(),
  dimensions: map(),
  evaluationPeriods: number({ use: "required" }),
  extendedStatistic: text(),
  insufficientDataActions: set(text()),
  metricName: text({ use: "required" }),
  name: text({ use: "named", replaces: true }),
  namespace: text({ use: "required" }),
  okActions: set(text()),
  period: number(),
  statistic: text({ implied: "Average" }),
  threshold: number({ use: "required" }),
  treatMissingData: text({ default: "missing" }),
  unit: text(),
} as const satisfies Fields;

/** A CloudWatch alarm on one metric; its id is its name. Alarms on expressions are not served: nothing would read them back. */
export const metricAlarm = resourceType({
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",
  properties,
  autoname: { property: "name", maximum: 255 },
  tags: {
    put: ({ aws, state, tags }) => aws.cloudwatch.tagResource({ ResourceARN: String(state.arn), Tags: tagList(tags) }),
    remove: ({ aws, state, keys }) => aws.cloudwatch.untagResource({ ResourceARN: String(state.arn), TagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    await aws.cloudwatch.putMetricAlarm(definition(inputs, tags));
    return inputs.name;
  },
  read: async ({ aws, id }) => {
    const { MetricAlarms = [] } = await aws.cloudwatch.describeAlarms({ AlarmNames: [id] });
    const found = MetricAlarms.find(({ AlarmName }) => AlarmName === id);
    if (found === undefined) return undefined;
    const { Tags } = await aws.cloudwatch.listTagsForResource({ ResourceARN: found.AlarmArn });
    return { ...stateOf(found), tags: tagRecord(Tags) };
  },
  update: ({ aws, inputs }) => aws.cloudwatch.putMetricAlarm(definition(inputs)),
  delete: ({ aws, id }) => aws.cloudwatch.deleteAlarms({ AlarmNames: [id] }),
});

/** A new definition takes the old one's place as a whole; its tags count only when the alarm is new. */
function definition(inputs: Inputs<typeof properties>, tags: Tags = {}) {
  return {
    AlarmName: inputs.name,
    ActionsEnabled: inputs.actionsEnabled,
    AlarmActions: [...(inputs.alarmActions ?? [])],
    AlarmDescription: inputs.alarmDescription,
    ComparisonOperator: inputs.comparisonOperator as "GreaterThanThreshold",
    DatapointsToAlarm: inputs.datapointsToAlarm,
    Dimensions: Object.entries(inputs.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
    EvaluationPeriods: inputs.evaluationPeriods,
    ExtendedStatistic: inputs.extendedStatistic,
    InsufficientDataActions: [...(inputs.insufficientDataActions ?? [])],
    MetricName: inputs.metricName,
    Namespace: inputs.namespace,
    OKActions: [...(inputs.okActions ?? [])],
    Period: inputs.period,
    ...(inputs.extendedStatistic === undefined ? { Statistic: inputs.statistic as "Sum" | undefined } : {}),
    Threshold: inputs.threshold,
    TreatMissingData: inputs.treatMissingData,
    Unit: inputs.unit as "Count" | undefined,
    Tags: tagList(tags),
  };
}

function stateOf(found: MetricAlarm): State<typeof properties> {
  const extended = found.ExtendedStatistic ?? undefined;
  return {
    actionsEnabled: found.ActionsEnabled,
    alarmActions: found.AlarmActions,
    alarmDescription: found.AlarmDescription,
    arn: found.AlarmArn,
    comparisonOperator: found.ComparisonOperator,
    datapointsToAlarm: found.DatapointsToAlarm,
    dimensions: Object.fromEntries((found.Dimensions ?? []).map(({ Name = "", Value = "" }) => [Name, Value])),
    evaluationPeriods: found.EvaluationPeriods,
    extendedStatistic: extended,
    insufficientDataActions: found.InsufficientDataActions,
    metricName: found.MetricName,
    name: found.AlarmName,
    namespace: found.Namespace,
    okActions: found.OKActions,
    period: found.Period,
    ...(extended === undefined ? { statistic: found.Statistic } : {}),
    threshold: found.Threshold,
    treatMissingData: found.TreatMissingData,
    unit: found.Unit ?? undefined,
  };
}
