import type { TypeRow } from "./provider-type.ts";

const monthly = { budgetType: "COST", limitUnit: "USD", timeUnit: "MONTHLY" };
const reached = { comparisonOperator: "GREATER_THAN", notificationType: "ACTUAL", thresholdType: "PERCENTAGE" };

/** What watches over a stage and holds it back: alarms, throttling, budgets. */
export const watchRows: readonly TypeRow[] = [
  {
    token: "aws:cloudwatch/metricAlarm:MetricAlarm",
    needs: ["topic"],
    inputs: ({ name, on }) => ({
      name: name("errors"),
      alarmDescription: "first",
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: "contract" },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      threshold: 1.5,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [on("topic").id],
      okActions: [on("topic").id],
      tags: { project: "contract" },
    }),
    change: () => ({
      alarmDescription: undefined,
      dimensions: { FunctionName: "other", Resource: "other" },
      statistic: undefined,
      extendedStatistic: "p99",
      period: 300,
      datapointsToAlarm: undefined,
      threshold: 3,
      treatMissingData: undefined,
      okActions: undefined,
      unit: "Count",
      tags: { owner: "contract" },
    }),
    replace: ({ name }) => ({ name: name("other-errors") }),
    drift: {
      shows: "threshold",
      act: ({ aws }, { id }) =>
        aws.cloudwatch.putMetricAlarm({
          AlarmName: id,
          Namespace: "AWS/Lambda",
          MetricName: "Errors",
          Statistic: "Sum",
          Period: 60,
          EvaluationPeriods: 3,
          Threshold: 100,
          ComparisonOperator: "GreaterThanThreshold",
        }),
    },
    outputs: { arn: /:alarm:contract-errors-/ },
  },
  {
    token: "aws:apigateway/methodSettings:MethodSettings",
    needs: ["restStage"],
    standsOn: "restApi",
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      stageName: on("restStage").state.stageName,
      methodPath: "*/*",
      settings: { throttlingBurstLimit: 10, throttlingRateLimit: 5, metricsEnabled: true },
    }),
    change: () => ({ settings: { throttlingBurstLimit: 20, throttlingRateLimit: 2.5, metricsEnabled: false } }),
    replace: () => ({ methodPath: "jobs/GET" }),
    drift: {
      shows: "settings",
      act: ({ aws, on }) =>
        aws.apigateway.updateStage({
          restApiId: on("restApi").id,
          stageName: "v1",
          patchOperations: [{ op: "replace", path: "/*/*/throttling/rateLimit", value: "1000" }],
        }),
    },
    importedBy: ["restApi", "stageName", "methodPath"],
    outputs: {},
  },
  {
    token: "aws:budgets/budget:Budget",
    needs: ["topic"],
    inputs: ({ name, on }) => ({
      ...monthly,
      name: name("budget"),
      limitAmount: "500",
      costFilters: [{ name: "TagKeyValue", values: ["user:stage$contract"] }],
      notifications: [
        { ...reached, threshold: 50, subscriberSnsTopicArns: [on("topic").id] },
        { ...reached, threshold: 100, subscriberSnsTopicArns: [on("topic").id] },
      ],
      tags: { project: "contract" },
    }),
    change: ({ on }) => ({
      limitAmount: "750.5",
      costFilters: undefined,
      notifications: [{ ...reached, threshold: 80, subscriberSnsTopicArns: [on("topic").id] }],
      tags: { owner: "contract" },
    }),
    replace: ({ name }) => ({ name: name("other-budget") }),
    drift: {
      shows: "limitAmount",
      act: async ({ aws }, { id }) => {
        const [AccountId = "", BudgetName = ""] = id.split(":");
        const { Budget } = await aws.budgets.describeBudget({ AccountId, BudgetName });
        const NewBudget = { ...Budget, BudgetLimit: { Amount: "1", Unit: "USD" } };
        return aws.budgets.updateBudget({
          AccountId,
          NewBudget: { ...NewBudget, BudgetName, BudgetType: "COST", TimeUnit: "MONTHLY" },
        });
      },
    },
    outputs: { arn: /^arn:aws:budgets::\d{12}:budget\/contract-budget-/, accountId: /^\d{12}$/ },
  },
];
