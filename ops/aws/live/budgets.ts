import {
  BudgetsClient,
  DescribeBudgetActionsForBudgetCommand,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
} from "@aws-sdk/client-budgets";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Budgets of ours with whom they notify and what they do when they run out. */
export async function readBudgets({ options, asking, ours, account }: AccountArgs): Promise<LiveResource[]> {
  const client = new BudgetsClient(options);
  const AccountId = account;
  const none = ["NotFoundException"];
  const next = ({ NextToken }: { NextToken?: string | undefined }) => NextToken;
  const budgets = await asking.all({
    permission: "budgets:ViewBudget",
    send: (NextToken, abortSignal) =>
      client.send(new DescribeBudgetsCommand({ AccountId, NextToken }), { abortSignal }),
    items: ({ Budgets = [] }) => Budgets,
    next,
  });
  const names = budgets.flatMap(({ BudgetName }) => (ours({ name: BudgetName }) && BudgetName ? [BudgetName] : []));
  const found = await inFlight(names, async (BudgetName) => {
    const on = BudgetName;
    const notifications = await asking.all({
      ...{ permission: "budgets:ViewBudget", on, none },
      send: (NextToken, abortSignal) =>
        client.send(new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName, NextToken }), { abortSignal }),
      items: ({ Notifications = [] }) => Notifications,
      next,
    });
    const subscribers = await inFlight(notifications, (Notification) =>
      asking.all({
        ...{ permission: "budgets:ViewBudget", on, none },
        send: (NextToken, abortSignal) =>
          client.send(
            new DescribeSubscribersForNotificationCommand({ AccountId, BudgetName, Notification, NextToken }),
            { abortSignal },
          ),
        items: ({ Subscribers = [] }) => Subscribers,
        next,
      }),
    );
    const actions = await asking.all({
      // An endpoint that knows no budget actions holds none.
      ...{ permission: "budgets:DescribeBudgetActionsForBudget", on, none: [...none, "InvalidAction"] },
      send: (NextToken, abortSignal) =>
        client.send(new DescribeBudgetActionsForBudgetCommand({ AccountId, BudgetName, NextToken }), { abortSignal }),
      items: ({ Actions = [] }) => Actions,
      next,
    });
    const arn = `arn:aws:budgets::${account}:budget/${BudgetName}`;
    return [
      live(
        "aws:budgets/budget:Budget",
        { name: BudgetName, id: `${account}:${BudgetName}`, arn },
        {
          ...{ arn, name: BudgetName },
          notifications: subscribers.map((each) => ({
            subscriberSnsTopicArns: each.flatMap(({ SubscriptionType, Address }) =>
              SubscriptionType === "SNS" ? [Address] : [],
            ),
          })),
        },
      ),
      ...actions.map(({ ActionId = "", ExecutionRoleArn, Definition }) =>
        live(
          "aws:budgets/budgetAction:BudgetAction",
          { name: ActionId, id: `${account}:${ActionId}:${BudgetName}` },
          { actionId: ActionId, budgetName: BudgetName, executionRoleArn: ExecutionRoleArn, definition: Definition },
        ),
      ),
    ];
  });
  client.destroy();
  return found.flat();
}
