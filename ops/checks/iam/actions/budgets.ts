import type { ServiceActions } from "../service-actions.ts";

/** The actions of `budgets` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const budgets: ServiceActions = {
  budget: {
    write: "CreateBudgetAction DeleteBudgetAction ExecuteBudgetAction ModifyBudget UpdateBudgetAction",
    read: `
      DescribeBudgetAction DescribeBudgetActionHistories DescribeBudgetActionsForBudget ListTagsForResource
      ViewBudget`,
    tagging: "TagResource UntagResource",
  },
  account: {
    read: "DescribeBudgetActionsForAccount",
  },
};
