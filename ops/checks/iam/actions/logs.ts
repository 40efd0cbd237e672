import type { ServiceActions } from "../service-actions.ts";

/** The actions of `logs` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const logs: ServiceActions = {
  "log-group": {
    write: `
      AssociateKmsKey CreateExportTask CreateLogAnomalyDetector CreateLogGroup CreateLogStream
      DeleteDataProtectionPolicy DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteRetentionPolicy
      DeleteSubscriptionFilter DeleteSyslogConfiguration DeleteTransformer DisassociateKmsKey
      IntegrateWithDataset IntegrateWithS3Table ProcessWithPipeline PutBearerTokenAuthentication
      PutDataProtectionPolicy PutLogEvents PutLogGroupDeletionProtection PutMetricFilter PutRetentionPolicy
      PutSubscriptionFilter PutSyslogConfiguration PutTransformer`,
    read: `
      FilterLogEvents GetDataProtectionPolicy GetLogEvents GetLogGroupFields GetLogRecord GetQueryResults
      GetTransformer StartLiveTail StartQuery Unmask`,
    list: `
      DescribeLogStreams DescribeMetricFilters DescribeSubscriptionFilters ListTagsForResource ListTagsLogGroup`,
    tagging: "TagLogGroup TagResource UntagLogGroup UntagResource",
  },
  other: {
    write: `
      CreateDelivery CreateLookupTable CreateScheduledQuery DeleteDelivery DeleteDeliveryDestination
      DeleteDeliveryDestinationPolicy DeleteDeliverySource DeleteDestination DeleteLogAnomalyDetector
      DeleteLookupTable DeleteScheduledQuery PutDeliveryDestination PutDeliveryDestinationPolicy
      PutDeliverySource PutDestination PutDestinationPolicy UpdateAnomaly UpdateDeliveryConfiguration
      UpdateLogAnomalyDetector UpdateLookupTable UpdateScheduledQuery`,
    read: `
      GetDelivery GetDeliveryDestination GetDeliveryDestinationPolicy GetDeliverySource GetLogAnomalyDetector
      GetLookupTable GetScheduledQuery GetScheduledQueryHistory`,
    list: "ListAnomalies ListLogAnomalyDetectors",
  },
  account: {
    write: `
      AssociateSourceToS3TableIntegration CallWithBearerToken CancelExportTask CancelImportTask CreateImportTask
      CreateLogDelivery DeleteAccountPolicy DeleteIndexPolicy DeleteIntegration DeleteLogDelivery
      DeletePipelineRule DeleteQueryDefinition DisassociateSourceFromS3TableIntegration Link PutAccountPolicy
      PutIndexPolicy PutIntegration PutPipelineRule PutQueryDefinition PutStorageTierPolicy UpdateLogDelivery`,
    permissions: "DeleteResourcePolicy PutResourcePolicy",
    read: `
      GetIntegration GetLogDelivery GetLogFields GetStorageTierPolicy StopLiveTail StopQuery TestMetricFilter
      TestTransformer`,
    list: `
      DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations
      DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes
      DescribeImportTaskBatches DescribeImportTasks DescribeIndexPolicies DescribeLogGroups DescribeLookupTables
      DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies ListAggregateLogGroupSummaries
      ListEntitiesForLogGroup ListIntegrations ListLogDeliveries ListLogGroups ListLogGroupsForEntity
      ListLogGroupsForQuery ListScheduledQueries ListSourcesForS3TableIntegration ListSyslogConfigurations`,
  },
};
