import type { ServiceActions } from "../service-actions.ts";

/** The actions of `lambda` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const lambda: ServiceActions = {
  function: {
    write: `
      CheckpointDurableExecution CreateAlias CreateFunction CreateFunctionUrlConfig DeleteAlias DeleteFunction
      DeleteFunctionCodeSigningConfig DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig
      DeleteFunctionUrlConfig DeleteProvisionedConcurrencyConfig InvokeAsync InvokeFunction InvokeFunctionUrl
      PublishVersion PutFunctionCodeSigningConfig PutFunctionConcurrency PutFunctionEventInvokeConfig
      PutFunctionRecursionConfig PutFunctionScalingConfig PutProvisionedConcurrencyConfig
      PutRuntimeManagementConfig SendDurableExecutionCallbackFailure SendDurableExecutionCallbackHeartbeat
      SendDurableExecutionCallbackSuccess StopDurableExecution UpdateAlias UpdateFunctionCode
      UpdateFunctionCodeSigningConfig UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig
      UpdateFunctionUrlConfig`,
    permissions: `
      AddPermission DeleteResourcePolicy DisableReplication EnableReplication PutResourcePolicy RemovePermission`,
    read: `
      GetAlias GetDurableExecution GetDurableExecutionHistory GetDurableExecutionState GetFunction
      GetFunctionCodeSigningConfig GetFunctionConcurrency GetFunctionConfiguration GetFunctionEventInvokeConfig
      GetFunctionRecursionConfig GetFunctionScalingConfig GetFunctionUrlConfig GetPolicy
      GetProvisionedConcurrencyConfig GetResourcePolicy GetRuntimeManagementConfig ListTags`,
    list: `
      ListAliases ListDurableExecutionsByFunction ListFunctionEventInvokeConfigs ListFunctionUrlConfigs
      ListProvisionedConcurrencyConfigs ListVersionsByFunction`,
    tagging: "TagResource UntagResource",
  },
  "event-source-mapping": {
    write: "DeleteEventSourceMapping UpdateEventSourceMapping",
    read: "GetEventSourceMapping ListTags",
    tagging: "TagResource UntagResource",
  },
  layer: {
    write: "DeleteLayerVersion PublishLayerVersion",
    permissions: "AddLayerVersionPermission RemoveLayerVersionPermission",
    read: "GetLayerVersion GetLayerVersionPolicy",
  },
  other: {
    write: `
      CreateCapacityProvider CreateMicrovmAuthToken CreateMicrovmShellAuthToken CreateNetworkConnector
      DeleteCapacityProvider DeleteCodeSigningConfig DeleteMicrovmImage DeleteMicrovmImageVersion
      DeleteNetworkConnector PassCapacityProvider ResumeMicrovm RunMicrovm SuspendMicrovm TerminateMicrovm
      UpdateCapacityProvider UpdateCodeSigningConfig UpdateMicrovmImage UpdateMicrovmImageVersion
      UpdateNetworkConnector`,
    read: `
      GetCapacityProvider GetCodeSigningConfig GetMicrovm GetMicrovmImage GetMicrovmImageBuild
      GetMicrovmImageVersion GetNetworkConnector`,
    list: `
      ListFunctionVersionsByCapacityProvider ListFunctionsByCodeSigningConfig ListManagedMicrovmImageVersions
      ListMicrovmImageBuilds ListMicrovmImageVersions`,
  },
  account: {
    write: `
      ConnectMicrovm CreateCodeSigningConfig CreateEventSourceMapping CreateMicrovmImage PassNetworkConnector`,
    read: "GetAccountSettings",
    list: `
      ListCapacityProviders ListCodeSigningConfigs ListEventSourceMappings ListFunctions ListLayerVersions
      ListLayers ListManagedMicrovmImages ListMicrovmImages ListMicrovms ListNetworkConnectors`,
  },
};
