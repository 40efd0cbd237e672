import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { costCenter, tagsFor } from "../stage.ts";
import { budgetName } from "../stage-arns.ts";

/** Per cent of the month's budget at which people are told. */
const THRESHOLDS = [50, 80, 100] as const;

export type MonthlyBudgetArgs = {
  stage: Stage;
  /** US dollars a month. */
  amount: number;
  /** ARN of the topic that is told. */
  topic: pulumi.Input<string>;
};

/** What the stage may cost in a month, counted by its cost-center tag. It tells people; it stops nothing. */
export class MonthlyBudget extends pulumi.ComponentResource {
  constructor(name: string, { stage, amount, topic }: MonthlyBudgetArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:MonthlyBudget", name, {}, options);
    new aws.budgets.Budget(
      "monthly",
      {
        name: budgetName(stage),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(amount),
        limitUnit: "USD",
        costFilters: [{ name: "TagKeyValue", values: [`user:cost-center$${costCenter(stage)}`] }],
        notifications: THRESHOLDS.map((threshold) => ({
          threshold,
          thresholdType: "PERCENTAGE",
          comparisonOperator: "GREATER_THAN",
          notificationType: "ACTUAL",
          subscriberSnsTopicArns: [topic],
        })),
        tags: tagsFor(stage, "budget"),
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
