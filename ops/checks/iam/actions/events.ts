import type { ServiceActions } from "../service-actions.ts";

/** The actions of `events` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const events: ServiceActions = {
  rule: {
    write: "DeleteRule DisableRule EnableRule PutRule PutTargets RemoveTargets",
    read: "DescribeRule",
    list: "ListTagsForResource ListTargetsByRule",
    tagging: "TagResource UntagResource",
  },
  "event-bus": {
    write: `
      AllowVendedLogDeliveryForResource CreateArchive CreateEventBus CreateEventSource CreateSubscriber
      DeleteEventBus PutEvents PutRawEvents RevokeResource StartReplay UpdateEventBus UpdateEventSource
      UpdateSubscriber`,
    permissions: "DeleteResourcePolicy PutResourcePolicy",
    read: "DescribeEventBus GetResourcePolicy",
    list: "ListResourcePolicies ListTagsForResource",
    tagging: "TagResource UntagResource",
  },
  other: {
    write: `
      ActivateEventSource CancelReplay CreateApiDestination CreateConnection CreateEndpoint
      CreatePartnerEventSource DeactivateEventSource DeauthorizeConnection DeleteApiDestination DeleteArchive
      DeleteConnection DeleteEndpoint DeleteEventSource DeletePartnerEventSource DeleteSubscriber
      InvokeApiDestination RetrieveConnectionCredentials UpdateApiDestination UpdateArchive UpdateConnection
      UpdateEndpoint`,
    read: `
      DescribeApiDestination DescribeArchive DescribeConnection DescribeEndpoint DescribeEventSource
      DescribePartnerEventSource DescribeReplay DescribeSubscriber`,
    list: "ListPartnerEventSourceAccounts",
  },
  account: {
    write: "PutPartnerEvents",
    permissions: "PutPermission RemovePermission",
    read: "TestEventPattern",
    list: `
      ListApiDestinations ListArchives ListConnections ListEndpoints ListEventBuses ListEventSources
      ListPartnerEventSources ListReplays ListRuleNamesByTarget ListRules ListSubscribers`,
  },
};
