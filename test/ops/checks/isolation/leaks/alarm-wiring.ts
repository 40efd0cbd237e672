import type { LeakKinds } from "./leak.ts";
import { arn, arnOf, type Bag, nameOf, type StackDraft } from "./stack-draft.ts";
import { addNamed, addTopic } from "./statements.ts";

/** Adds an alarm of the stage on a function's errors. */
function addAlarm(stack: StackDraft, watched: string, more: Bag = {}): void {
  const name = `atlas-codex-errors-${stack.stage}`;
  const dimensions = { FunctionName: watched };
  const inputs = { namespace: "AWS/Lambda", metricName: "Errors", ...more, dimensions };
  const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
  addNamed(stack, { type, what: "errors", name, inputs, arn: arn("cloudwatch", `alarm:${name}`) });
}

/** Leaks through what alarms and budgets watch and tell. */
export const ALARM_WIRING_LEAKS: LeakKinds = {
  "an alarm tells the other stage": ({ mine, theirs }) => {
    const topic = arnOf(addTopic(theirs));
    addAlarm(mine, nameOf(mine.pick("Function")), { alarmActions: [topic] });
    return { names: ["alarmActions", topic] };
  },
  "an alarm watches the other stage": ({ mine, theirs }) => {
    const target = theirs.pick("Function");
    addAlarm(mine, nameOf(target));
    return { names: ["dimensions", nameOf(target)] };
  },
  "a budget tells the other stage": ({ mine, theirs }) => {
    const topic = arnOf(addTopic(theirs));
    const name = `atlas-codex-${mine.stage}`;
    const inputs = { name, budgetType: "COST", notifications: [{ threshold: 80, subscriberSnsTopicArns: [topic] }] };
    mine.add({ type: "aws:budgets/budget:Budget", name: "budget", id: `111122223333:${name}`, inputs });
    return { names: ["subscriberSnsTopicArns", topic] };
  },
};
