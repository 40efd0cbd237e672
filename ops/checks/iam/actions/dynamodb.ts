import type { ServiceActions } from "../service-actions.ts";

/** The actions of `dynamodb` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const dynamodb: ServiceActions = {
  table: {
    write: `
      AssociateTableReplica BatchWriteItem CreateBackup CreateGlobalTable CreateGlobalTableWitness CreateTable
      CreateTableReplica DeleteBackup DeleteGlobalTableWitness DeleteItem DeleteTable DeleteTableReplica
      DisableKinesisStreamingDestination EnableKinesisStreamingDestination ExportTableToPointInTime ImportTable
      PartiQLDelete PartiQLInsert PartiQLUpdate PutItem ReplicateSettings RestoreTableFromAwsBackup
      RestoreTableFromBackup RestoreTableToPointInTime StartAwsBackupJob UpdateContinuousBackups
      UpdateContributorInsights UpdateGlobalTable UpdateGlobalTableSettings UpdateGlobalTableVersion UpdateItem
      UpdateKinesisStreamingDestination UpdateTable UpdateTableReplicaAutoScaling UpdateTimeToLive
      WriteDataForReplication`,
    permissions: "DeleteResourcePolicy PutResourcePolicy",
    read: `
      BatchGetItem ConditionCheckItem DescribeBackup DescribeContinuousBackups DescribeContributorInsights
      DescribeExport DescribeImport DescribeKinesisStreamingDestination DescribeStream DescribeTable
      DescribeTableReplicaAutoScaling DescribeTimeToLive GetItem GetRecords GetResourcePolicy GetShardIterator
      ListTagsOfResource PartiQLSelect Query ReadDataForReplication Scan SearchVectors`,
    list: "ListExports ListImports",
    tagging: "TagResource UntagResource",
  },
  other: {
    read: "DescribeGlobalTable DescribeGlobalTableSettings",
  },
  account: {
    write: "InjectError PurchaseReservedCapacityOfferings",
    permissions: "UpdateAbacStatus",
    read: `
      DescribeEndpoints DescribeLimits DescribeReservedCapacity DescribeReservedCapacityOfferings GetAbacStatus
      ListStreams`,
    list: "ListBackups ListContributorInsights ListGlobalTables ListTables",
  },
};
