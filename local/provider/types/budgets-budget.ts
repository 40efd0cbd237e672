import { isGone } from "../gone.ts";
import type { State } from "../property.ts";
import { type Call, type ReadCall, resourceType } from "../resource-type.ts";
import {
  type BudgetInputs,
  type BudgetNotification,
  budgetArn,
  budgetDefinition,
  budgetProperties,
  budgetState,
  notificationOf,
  notificationState,
  subscribersOf,
} from "./budgets-budget-forms.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

/** A budget, and whom it tells when; its id is `account:name`. */
export const budget = resourceType({
  token: "aws:budgets/budget:Budget",
  properties: budgetProperties,
  global: true,
  autoname: { property: "name", maximum: 100 },
  tags: {
    put: ({ aws, state, tags }) =>
      aws.budgets.tagResource({ ResourceARN: String(state.arn), ResourceTags: tagList(tags) }),
    remove: ({ aws, state, keys }) =>
      aws.budgets.untagResource({ ResourceARN: String(state.arn), ResourceTagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    const AccountId = await aws.account();
    await aws.budgets.createBudget({
      AccountId,
      Budget: budgetDefinition(inputs),
      NotificationsWithSubscribers: (inputs.notifications ?? []).map((notification) => ({
        Notification: notificationOf(notification),
        Subscribers: subscribersOf(notification),
      })),
      ResourceTags: tagList(tags),
    });
    return `${AccountId}:${inputs.name}`;
  },
  read: async ({ aws, id }) => {
    const at = address(id);
    const { Budget } = await aws.budgets.describeBudget(at);
    if (Budget === undefined) return undefined;
    const arn = budgetArn(at);
    const { ResourceTags } = await aws.budgets.listTagsForResource({ ResourceARN: arn });
    return {
      ...budgetState(Budget),
      accountId: at.AccountId,
      arn,
      notifications: await notificationsOf(aws, at),
      tags: tagRecord(ResourceTags),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    const at = address(id);
    await aws.budgets.updateBudget({ AccountId: at.AccountId, NewBudget: budgetDefinition(inputs) });
    if (changed.has("notifications")) await replaceNotifications(aws, at, inputs);
  },
  delete: ({ aws, id }: ReadCall<typeof budgetProperties>) => aws.budgets.deleteBudget(address(id)),
});

interface Address {
  readonly AccountId: string;
  readonly BudgetName: string;
}

function address(id: string): Address {
  const [AccountId = "", ...name] = id.split(":");
  return { AccountId, BudgetName: name.join(":") };
}

async function notificationsOf(aws: Call["aws"], at: Address): Promise<State<BudgetNotification>[]> {
  const { Notifications = [] } = await aws.budgets.describeNotificationsForBudget(at);
  return Promise.all(
    Notifications.map(async (Notification) => {
      const { Subscribers } = await aws.budgets.describeSubscribersForNotification({ ...at, Notification });
      return notificationState(Notification, Subscribers ?? []);
    }),
  );
}

/** Budgets knows no update of all notifications: the old ones go, the new ones come. */
async function replaceNotifications(aws: Call["aws"], at: Address, { notifications }: BudgetInputs): Promise<void> {
  const { Notifications = [] } = await aws.budgets.describeNotificationsForBudget(at);
  for (const Notification of Notifications) {
    await aws.budgets.deleteNotification({ ...at, Notification }).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
  for (const notification of notifications ?? []) {
    const Subscribers = subscribersOf(notification);
    await aws.budgets.createNotification({ ...at, Notification: notificationOf(notification), Subscribers });
  }
}
