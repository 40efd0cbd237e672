import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmRows, type Watched } from "../alarms.ts";
import { nameIn, tagsFor } from "../stage.ts";

export type AlarmsArgs = Watched & {
  /** ARN of the topic that hears of every change between alarm and calm. */
  topic: pulumi.Input<string>;
};

/** Everything that tells people of trouble before users do. */
export class Alarms extends pulumi.ComponentResource {
  constructor(name: string, { topic, ...watched }: AlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:Alarms", name, {}, options);
    const { stage } = watched;
    for (const row of alarmRows(watched)) {
      new aws.cloudwatch.MetricAlarm(
        row.what,
        {
          name: nameIn(stage, row.what),
          alarmDescription: row.description,
          namespace: row.namespace,
          metricName: row.metric,
          dimensions: row.dimensions,
          statistic: row.statistic,
          period: row.periodSeconds,
          evaluationPeriods: row.periods,
          threshold: row.above,
          comparisonOperator: "GreaterThanThreshold",
          treatMissingData: "notBreaching",
          alarmActions: [topic],
          okActions: [topic],
          tags: tagsFor(stage, "alarms"),
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
