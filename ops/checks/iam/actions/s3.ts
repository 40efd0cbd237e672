import type { ServiceActions } from "../service-actions.ts";

/** The actions of `s3` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const s3: ServiceActions = {
  bucket: {
    write: `
      AbortMultipartUpload CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket
      DeleteBucketMetadataTableConfiguration DeleteBucketWebsite DeleteObject DeleteObjectAnnotation
      DeleteObjectVersion DeleteObjectVersionAnnotation InitiateReplication PauseReplication
      PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketCORS PutBucketLogging
      PutBucketNotification PutBucketObjectLockConfiguration PutBucketRequestPayment PutBucketVersioning
      PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration
      PutLifecycleConfiguration PutMetricsConfiguration PutObject PutObjectAnnotation PutObjectLegalHold
      PutObjectRetention PutObjectVersionAnnotation PutReplicationConfiguration ReplicateDelete ReplicateObject
      ReplicateObjectAnnotation RestoreObject UpdateBucketMetadataAnnotationTableConfiguration
      UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration
      UpdateObjectEncryption`,
    permissions: `
      BypassGovernanceRetention DeleteBucketPolicy ObjectOwnerOverrideToBucketOwner PutBucketAcl
      PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutObjectAcl PutObjectVersionAcl`,
    read: `
      AllowVendedLogDeliveryForResource GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac
      GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration
      GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
      GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
      GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration
      GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration GetObject GetObjectAcl
      GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging
      GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation
      GetObjectVersionAnnotationForReplication GetObjectVersionAttributes GetObjectVersionForReplication
      GetObjectVersionTagging GetObjectVersionTorrent GetReplicationConfiguration`,
    list: `
      ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts ListObjectAnnotations
      ListObjectVersionAnnotations ListTagsForResource`,
    tagging: `
      DeleteObjectTagging DeleteObjectVersionTagging PutBucketTagging PutObjectTagging PutObjectVersionTagging
      ReplicateTags TagResource UntagResource`,
  },
  other: {
    write: `
      CreateAccessPoint CreateAccessPointForObjectLambda CreateMultiRegionAccessPoint DeleteAccessPoint
      DeleteAccessPointForObjectLambda DeleteMultiRegionAccessPoint DeleteStorageLensConfiguration
      DeleteStorageLensGroup PutAccessPointConfigurationForObjectLambda SubmitMultiRegionAccessPointRoutes
      UpdateJobPriority UpdateJobStatus UpdateStorageLensGroup`,
    permissions: `
      AssociateAccessGrantsIdentityCenter CreateAccessGrant CreateAccessGrantsInstance
      CreateAccessGrantsLocation DeleteAccessGrant DeleteAccessGrantsInstance
      DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation DeleteAccessPointPolicy
      DeleteAccessPointPolicyForObjectLambda DissociateAccessGrantsIdentityCenter
      PutAccessGrantsInstanceResourcePolicy PutAccessPointPolicy PutAccessPointPolicyForObjectLambda
      PutMultiRegionAccessPointPolicy UpdateAccessGrantsLocation`,
    read: `
      DescribeJob DescribeMultiRegionAccessPointOperation GetAccessGrant GetAccessGrantsInstance
      GetAccessGrantsInstanceForPrefix GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation
      GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda GetAccessPointPolicy
      GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus GetAccessPointPolicyStatusForObjectLambda
      GetDataAccess GetJobTagging GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy
      GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes GetStorageLensConfiguration
      GetStorageLensConfigurationTagging GetStorageLensDashboard GetStorageLensGroup`,
    list: "ListAccessGrants ListAccessGrantsLocations ListCallerAccessGrants",
    tagging: `
      DeleteJobTagging DeleteStorageLensConfigurationTagging PutJobTagging PutStorageLensConfigurationTagging`,
  },
  account: {
    write: "CreateJob CreateStorageLensGroup PutStorageLensConfiguration",
    permissions: "PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock",
    read: "GetAccessPoint GetAccountPublicAccessBlock",
    list: `
      ListAccessGrantsInstances ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets ListJobs
      ListMultiRegionAccessPoints ListStorageLensConfigurations ListStorageLensGroups`,
  },
};
