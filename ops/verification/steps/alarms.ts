import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { GetTopicAttributesCommand, NotFoundException, SNSClient } from "@aws-sdk/client-sns";
import { type Alarm, alarmFindings } from "../../checks/verification/alarm-findings.ts";
import { topicAdmitsAlarms } from "../../checks/verification/topic-admits.ts";
import { unreadable } from "../../failure.ts";
import { readStackExport } from "../../pulumi/stack-document.ts";
import type { Finding } from "../../report.ts";
import { alarmsMeant } from "../alarms-meant.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";

/** Every alarm of the stack is there, watches what it shall and tells the stage's topic, which lets alarms publish. */
export const alarms: VerificationStep = {
  name: "alarms",
  needs: ["stack outputs"],
  async run({ stage, found }, signal) {
    const { region } = brought(found.outputs);
    const meant = alarmsMeant(await readStackExport(stage, signal));
    if (meant.length === 0) {
      throw unreadable(
        `The state of the stack ${stage} tells of no alarm.`,
        `Look at it: pulumi stack --stack ${stage}`,
      );
    }
    const { seen, ringing } = await alarmsSeen(region, signal);
    const topics = new Set(meant.flatMap(({ actions }) => actions));
    const closed = await Promise.all([...topics].map((topic) => topicFindings({ region, topic }, signal)));
    const findings = [...alarmFindings({ meant, seen }), ...closed.flat()];
    const loud = ringing.filter((name) => meant.some((alarm) => alarm.name === name));
    const now = loud.length === 0 ? "none in alarm" : `in alarm now: ${loud.join(", ")}`;
    const detail = `${meant.length} alarms to ${[...topics].map((arn) => arn.split(":").at(-1)).join(", ")}; ${now}`;
    return { steps: [judgedStep({ name: this.name, detail, findings })] };
  },
};

async function alarmsSeen(region: string, signal: AbortSignal): Promise<{ seen: Alarm[]; ringing: string[] }> {
  const client = new CloudWatchClient({ region });
  const seen: Alarm[] = [];
  const ringing: string[] = [];
  try {
    const asking = { AlarmNamePrefix: "atlas-codex-", AlarmTypes: ["MetricAlarm" as const] };
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, asking, { abortSignal: signal })) {
      for (const alarm of MetricAlarms) {
        const { AlarmName: name = "", MetricName: metric = "", Threshold: threshold = 0 } = alarm;
        const { AlarmActions: actions = [], OKActions: okActions = [], ActionsEnabled: enabled = false } = alarm;
        seen.push({ name, metric, threshold, actions, okActions, enabled });
        if (alarm.StateValue === "ALARM") ringing.push(name);
      }
    }
    return { seen, ringing };
  } finally {
    client.destroy();
  }
}

async function topicFindings(
  { region, topic }: { region: string; topic: string },
  signal: AbortSignal,
): Promise<Finding[]> {
  const client = new SNSClient({ region });
  const fix = "Restore it: pulumi refresh, then ops deploy";
  try {
    const command = new GetTopicAttributesCommand({ TopicArn: topic });
    const { Attributes } = await client.send(command, { abortSignal: signal });
    if (topicAdmitsAlarms(Attributes?.Policy ?? "")) return [];
    return [{ code: "topic-closed", message: `The policy of ${topic} lets no alarm publish.`, subject: topic, fix }];
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
    return [{ code: "topic-missing", message: `There is no topic ${topic}.`, subject: topic, fix }];
  } finally {
    client.destroy();
  }
}
