/**
 * The resource types of @pulumi/aws 7.48.0 in the services we use, as they are called inside their service: those that
 * can carry tags, and those that cannot. A type that is in neither list has to be looked up and added.
 */
const TYPES: Readonly<Record<string, { readonly taggable: string; readonly untaggable: string }>> = {
  apigateway: {
    taggable: "apiKey clientCertificate domainName domainNameAccessAssociation restApi stage usagePlan vpcLink",
    untaggable:
      "account authorizer basePathMapping deployment documentationPart documentationVersion integration integrationResponse method methodResponse methodSettings model requestValidator resource response restApiPolicy restApiPut usagePlanKey",
  },
  apigatewayv2: {
    taggable: "api domainName stage vpcLink",
    untaggable:
      "apiMapping authorizer deployment integration integrationResponse model route routeResponse routingRule",
  },
  budgets: {
    taggable: "budget budgetAction",
    untaggable: "",
  },
  cloudwatch: {
    taggable:
      "alarmMuteRule compositeAlarm contributorInsightRule contributorManagedInsightRule eventBus eventRule internetMonitor logAnomalyDetector logDelivery logDeliveryDestination logDeliverySource logDestination logGroup metricAlarm metricStream",
    untaggable:
      "dashboard eventApiDestination eventArchive eventBusPolicy eventConnection eventEndpoint eventPermission eventTarget logAccountPolicy logDataProtectionPolicy logDeliveryDestinationPolicy logDestinationPolicy logIndexPolicy logMetricFilter logResourcePolicy logS3TableIntegrationSource logStorageTierPolicy logStream logSubscriptionFilter logTransformer otelEnrichment queryDefinition",
  },
  dynamodb: {
    taggable: "table tableReplica",
    untaggable:
      "contributorInsights globalSecondaryIndex globalTable kinesisStreamingDestination resourcePolicy tableExport tableItem tag",
  },
  iam: {
    taggable:
      "instanceProfile openIdConnectProvider policy role samlProvider serverCertificate serviceLinkedRole user virtualMfaDevice",
    untaggable:
      "accessKey accountAlias accountPasswordPolicy group groupMembership groupPoliciesExclusive groupPolicy groupPolicyAttachment groupPolicyAttachmentsExclusive organizationsFeatures outboundWebIdentityFederation policyAttachment rolePoliciesExclusive rolePolicy rolePolicyAttachment rolePolicyAttachmentsExclusive securityTokenServicePreferences serviceSpecificCredential signingCertificate sshKey userGroupMembership userLoginProfile userPoliciesExclusive userPolicy userPolicyAttachment userPolicyAttachmentsExclusive",
  },
  kms: {
    taggable: "externalKey key replicaExternalKey replicaKey",
    untaggable: "alias ciphertext customKeyStore grant keyPolicy",
  },
  lambda: {
    taggable: "capacityProvider codeSigningConfig eventSourceMapping function microvmsImage",
    untaggable:
      "alias coreNetworkConnector functionEventInvokeConfig functionRecursionConfig functionScalingConfig functionUrl invocation layerVersion layerVersionPermission permission provisionedConcurrencyConfig resourcePolicy runtimeManagementConfig",
  },
  resourcegroups: {
    taggable: "group",
    untaggable: "resource",
  },
  s3: {
    taggable:
      "accessPoint bucket bucketObject bucketObjectv2 bucketV2 directoryBucket filesAccessPoint filesFileSystem objectCopy vectorsIndex vectorsVectorBucket",
    untaggable:
      "accountPublicAccessBlock analyticsConfiguration bucketAbac bucketAccelerateConfiguration bucketAccelerateConfigurationV2 bucketAcl bucketAclV2 bucketCorsConfiguration bucketCorsConfigurationV2 bucketIntelligentTieringConfiguration bucketLifecycleConfiguration bucketLifecycleConfigurationV2 bucketLogging bucketLoggingV2 bucketMetadataConfiguration bucketMetric bucketNotification bucketObjectLockConfiguration bucketObjectLockConfigurationV2 bucketOwnershipControls bucketPolicy bucketPublicAccessBlock bucketReplicationConfig bucketRequestPaymentConfiguration bucketRequestPaymentConfigurationV2 bucketServerSideEncryptionConfiguration bucketServerSideEncryptionConfigurationV2 bucketVersioning bucketVersioningV2 bucketWebsiteConfiguration bucketWebsiteConfigurationV2 filesFileSystemPolicy filesMountTarget filesSynchronizationConfiguration inventory vectorsVectorBucketPolicy",
  },
  scheduler: {
    taggable: "scheduleGroup",
    untaggable: "schedule",
  },
  secretsmanager: {
    taggable: "secret",
    untaggable: "secretPolicy secretRotation secretVersion tag",
  },
  sfn: {
    taggable: "activity stateMachine",
    untaggable: "alias",
  },
  sns: {
    taggable: "topic",
    untaggable: "dataProtectionPolicy platformApplication smsPreferences topicPolicy topicSubscription",
  },
  sqs: {
    taggable: "queue",
    untaggable: "queuePolicy redriveAllowPolicy redrivePolicy",
  },
  ssm: {
    taggable:
      "activation association contactsRotation document maintenanceWindow parameter patchBaseline quicksetupConfigurationManager",
    untaggable:
      "defaultPatchBaseline maintenanceWindowTarget maintenanceWindowTask patchGroup resourceDataSync serviceSetting",
  },
};

const ANSWERS: ReadonlyMap<string, "yes" | "no"> = new Map(
  Object.entries(TYPES).flatMap(([service, { taggable, untaggable }]) => [
    ...words(taggable).map((name) => [`${service}/${name}`, "yes"] as const),
    ...words(untaggable).map((name) => [`${service}/${name}`, "no"] as const),
  ]),
);

/** Whether a type such as `aws:sqs/queue:Queue` can carry tags. */
export function canBeTagged(type: string): "yes" | "no" | "unheard of" {
  return ANSWERS.get(type.split(":")[1] ?? "") ?? "unheard of";
}

function words(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
