import type { ServiceActions } from "../service-actions.ts";

/** The actions of `sqs` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const sqs: ServiceActions = {
  queue: {
    write: `
      CancelMessageMoveTask ChangeMessageVisibility CreateQueue DeleteMessage DeleteQueue PurgeQueue SendMessage
      StartMessageMoveTask`,
    permissions: "AddPermission RemovePermission SetQueueAttributes",
    read: `
      GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags
      ReceiveMessage`,
    tagging: "TagQueue UntagQueue",
  },
  account: {
    read: "ListQueues",
  },
};
