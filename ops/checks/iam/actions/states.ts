import type { ServiceActions } from "../service-actions.ts";

/** The actions of `states` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const states: ServiceActions = {
  "state-machine": {
    write: `
      CreateStateMachine CreateStateMachineAlias DeleteStateMachine DeleteStateMachineAlias
      DeleteStateMachineVersion PublishStateMachineVersion RedriveExecution StartExecution StartSyncExecution
      StopExecution UpdateMapRun UpdateStateMachine UpdateStateMachineAlias`,
    read: `
      DescribeExecution DescribeMapRun DescribeStateMachine DescribeStateMachineAlias
      DescribeStateMachineForExecution GetExecutionHistory`,
    list: `
      ListExecutions ListMapRuns ListStateMachineAliases ListStateMachineVersions ListTagsForResource`,
    tagging: "TagResource UntagResource",
  },
  other: {
    write: "CreateActivity DeleteActivity GetActivityTask",
    read: "DescribeActivity",
  },
  account: {
    write: "InvokeHTTPEndpoint SendTaskFailure SendTaskHeartbeat SendTaskSuccess TestState",
    read: "RevealSecrets ValidateStateMachineDefinition",
    list: "ListActivities ListStateMachines",
  },
};
