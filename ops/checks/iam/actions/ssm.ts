import type { ServiceActions } from "../service-actions.ts";

/** The actions of `ssm` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const ssm: ServiceActions = {
  parameter: {
    write: "DeleteParameter DeleteParameters LabelParameterVersion PutParameter UnlabelParameterVersion",
    permissions: "DeleteResourcePolicy PutResourcePolicy",
    read: "GetParameter GetParameterHistory GetParameters GetParametersByPath",
    list: "GetResourcePolicies ListTagsForResource",
    tagging: "AddTagsToResource RemoveTagsFromResource",
  },
  other: {
    write: `
      AssociateOpsItemRelatedItem CancelMaintenanceWindowExecution CreateAssociation CreateAssociationBatch
      CreateCloudConnector CreateDocument CreateResourceDataSync DeleteAssociation DeleteCloudConnector
      DeleteDocument DeleteMaintenanceWindow DeleteOpsItem DeleteOpsMetadata DeletePatchBaseline
      DeleteResourceDataSync DeregisterManagedInstance DeregisterPatchBaselineForPatchGroup
      DeregisterTargetFromMaintenanceWindow DeregisterTaskFromMaintenanceWindow DisassociateOpsItemRelatedItem
      PutCalendar PutComplianceItems RegisterDefaultPatchBaseline RegisterPatchBaselineForPatchGroup
      RegisterTargetWithMaintenanceWindow RegisterTaskWithMaintenanceWindow RequestManagedInstanceRoleToken
      ResetServiceSetting ResumeSession SendAutomationSignal SendCommand StartAccessRequest
      StartAssociationsOnce StartAutomationExecution StartChangeRequestExecution StartSession
      StopAutomationExecution TerminateSession UpdateAssociation UpdateAssociationStatus UpdateCloudConnector
      UpdateDocument UpdateDocumentDefaultVersion UpdateDocumentMetadata UpdateInstanceAssociationStatus
      UpdateInstanceInformation UpdateMaintenanceWindow UpdateMaintenanceWindowTarget
      UpdateMaintenanceWindowTask UpdateManagedInstancePublicKey UpdateManagedInstanceRole UpdateOpsItem
      UpdateOpsMetadata UpdatePatchBaseline UpdateResourceDataSync UpdateServiceSetting`,
    permissions: "ModifyDocumentPermission",
    read: `
      DescribeAssociation DescribeAssociationExecutionTargets DescribeAssociationExecutions
      DescribeAutomationStepExecutions DescribeDocument DescribeDocumentParameters DescribeDocumentPermission
      DescribeEffectiveInstanceAssociations DescribeEffectivePatchesForPatchBaseline
      DescribeInstanceAssociationsStatus DescribeInstancePatchStates DescribeInstancePatches GetAccessToken
      GetAutomationExecution GetCalendar GetCalendarState GetCloudConnector GetConnectionStatus
      GetDefaultPatchBaseline GetDocument GetMaintenanceWindow GetMaintenanceWindowTask GetOpsItem
      GetOpsMetadata GetOpsSummary GetPatchBaseline GetServiceSetting ValidateCloudConnector`,
    list: `
      DescribeMaintenanceWindowExecutions DescribeMaintenanceWindowTargets DescribeMaintenanceWindowTasks
      ListAssociationVersions ListDocumentMetadataHistory ListDocumentVersions ListInstanceAssociations
      ListNodes ListNodesSummary`,
  },
  account: {
    write: `
      CancelCommand CreateActivation CreateMaintenanceWindow CreateOpsItem CreateOpsMetadata CreatePatchBaseline
      DeleteActivation DeleteInventory PutInventory RegisterManagedInstance`,
    read: `
      DescribeActivations DescribeAutomationExecutions DescribeAvailablePatches DescribeInstanceInformation
      DescribeInstancePatchStatesForPatchGroup DescribeInstanceProperties DescribeInventoryDeletions
      DescribeOpsItems ExecuteAPI GetCommandInvocation GetDeployablePatchSnapshotForInstance GetExecutionPreview
      GetInventory GetInventorySchema GetMaintenanceWindowExecution GetMaintenanceWindowExecutionTask
      GetMaintenanceWindowExecutionTaskInvocation GetManifest GetPatchBaselineForPatchGroup
      PutConfigurePackageResult StartExecutionPreview`,
    list: `
      DescribeMaintenanceWindowExecutionTaskInvocations DescribeMaintenanceWindowExecutionTasks
      DescribeMaintenanceWindowSchedule DescribeMaintenanceWindows DescribeMaintenanceWindowsForTarget
      DescribeParameters DescribePatchBaselines DescribePatchGroupState DescribePatchGroups
      DescribePatchProperties DescribeSessions ListAssociations ListCloudConnectors ListCommandInvocations
      ListCommands ListComplianceItems ListComplianceSummaries ListDocuments ListInventoryEntries
      ListOpsItemEvents ListOpsItemRelatedItems ListOpsMetadata ListResourceComplianceSummaries
      ListResourceDataSync`,
  },
};
