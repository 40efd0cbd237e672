import type { Budget, Notification, Subscriber } from "@aws-sdk/client-budgets";
import { block, type Fields, type Inputs, list, number, output, type State, set, text } from "../property.ts";
import type { Value } from "../value.ts";

const notification = {
  comparisonOperator: text({ use: "required" }),
  notificationType: text({ use: "required" }),
  subscriberEmailAddresses: set(text()),
  subscriberSnsTopicArns: set(text()),
  threshold: number({ use: "required" }),
  thresholdType: text({ use: "required" }),
} as const satisfies Fields;
export type BudgetNotification = typeof notification;

export const budgetProperties = {
  accountId: output,
  arn: output,
  budgetType: text({ use: "required" }),
  costFilters: set(block({ name: text({ use: "required" }), values: list(text(), { use: "required" }) })),
  limitAmount: text({ use: "required", same: sameAmount }),
  limitUnit: text({ use: "required" }),
  name: text({ use: "named", replaces: true }),
  notifications: set(block(notification)),
  timeUnit: text({ use: "required" }),
} as const satisfies Fields;
export type BudgetInputs = Inputs<typeof budgetProperties>;

/** The ARN of a budget; budgets belong to an account, not to a region. */
export function budgetArn({ AccountId, BudgetName }: { AccountId: string; BudgetName: string }): string {
  return `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
}

export function budgetDefinition(inputs: BudgetInputs): Budget {
  return {
    BudgetName: inputs.name,
    BudgetType: inputs.budgetType as "COST",
    BudgetLimit: { Amount: inputs.limitAmount, Unit: inputs.limitUnit },
    CostFilters: Object.fromEntries(
      (inputs.costFilters ?? []).map(({ name = "", values = [] }) => [name, [...values]]),
    ),
    TimeUnit: inputs.timeUnit as "MONTHLY",
  };
}

export function budgetState(found: Budget): State<typeof budgetProperties> {
  return {
    budgetType: found.BudgetType,
    costFilters: Object.entries(found.CostFilters ?? {}).map(([name, values]) => ({ name, values })),
    limitAmount: found.BudgetLimit?.Amount,
    limitUnit: found.BudgetLimit?.Unit,
    name: found.BudgetName,
    timeUnit: found.TimeUnit,
  };
}

export function notificationOf(given: State<BudgetNotification>): Notification {
  return {
    ComparisonOperator: given.comparisonOperator as "GREATER_THAN",
    NotificationType: given.notificationType as "ACTUAL",
    Threshold: given.threshold,
    ThresholdType: given.thresholdType as "PERCENTAGE",
  };
}

export function subscribersOf(given: State<BudgetNotification>): Subscriber[] {
  const as = (SubscriptionType: "EMAIL" | "SNS", addresses: readonly string[] = []): Subscriber[] =>
    addresses.map((Address) => ({ SubscriptionType, Address }));
  return [...as("EMAIL", given.subscriberEmailAddresses), ...as("SNS", given.subscriberSnsTopicArns)];
}

export function notificationState(found: Notification, subscribers: Subscriber[]): State<BudgetNotification> {
  const addresses = (type: Subscriber["SubscriptionType"]): string[] =>
    subscribers.flatMap(({ SubscriptionType, Address = "" }) => (SubscriptionType === type ? [Address] : []));
  return {
    comparisonOperator: found.ComparisonOperator,
    notificationType: found.NotificationType,
    subscriberEmailAddresses: addresses("EMAIL"),
    subscriberSnsTopicArns: addresses("SNS"),
    threshold: found.Threshold,
    thresholdType: found.ThresholdType,
  };
}

/** Budgets answers 500.0 where 500 was asked. */
function sameAmount(one: Value, other: Value): boolean {
  return Number(one) === Number(other);
}
