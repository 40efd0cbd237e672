import type { ServiceActions } from "../service-actions.ts";

/** The actions of `cloudwatch` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const cloudwatch: ServiceActions = {
  alarm: {
    write: `
      DeleteAlarms DisableAlarmActions EnableAlarmActions PutAlarmMuteRule PutCompositeAlarm PutLogAlarm
      PutMetricAlarm SetAlarmState`,
    read: "DescribeAlarmHistory DescribeAlarms",
    list: "ListTagsForResource",
    tagging: "TagResource UntagResource",
  },
  dashboard: {
    write: "DeleteDashboards PutDashboard",
    read: "GetDashboard",
    list: "ListTagsForResource",
    tagging: "TagResource UntagResource",
  },
  other: {
    write: `
      DeleteAlarmMuteRule DeleteAlert DeleteDomain DeleteDomainForOrganization DeleteIngestionEndpoint
      DeleteInsightRules DeleteIntegration DeleteMetricStream DeleteOmniDashboard DeletePipelineRule
      DeleteServiceLevelObjective DeleteSpace DeleteView DisableInsightRules EnableInsightRules PutInsightRule
      PutMetricData PutMetricStream PutPipelineRule StartMetricStreams StopMetricStreams UpdateAlert
      UpdateDomain UpdateDomainForOrganization UpdateIngestionEndpoint UpdateIntegration UpdateOmniDashboard
      UpdateServiceLevelObjective UpdateSpace UpdateView`,
    permissions: `
      DeleteAccessGrant DeleteAccessProfile DeleteDomainAccessGrantForOrganization UpdateAccessProfile`,
    read: `
      BatchGetServiceLevelObjectiveBudgetReport GetAccessGrant GetAccessProfile GetAlarmMuteRule GetAlert
      GetDataset GetDomain GetDomainAccessGrantForOrganization GetDomainForOrganization GetIngestionEndpoint
      GetInsightRuleReport GetIntegration GetMetricData GetMetricStream GetOmniDashboard GetService
      GetServiceData GetServiceLevelObjective GetSpace GetView`,
    list: "ListAlarmMuteRules ListMetrics",
  },
  account: {
    write: `
      CallWithBearerToken CreateAlert CreateDomain CreateDomainForOrganization CreateIngestionEndpoint
      CreateIntegration CreateOmniDashboard CreateOmniThread CreateOneTimeDeepLinkCode
      CreateServiceLevelObjective CreateSpace CreateView DeleteAnomalyDetector DeleteOmniThread
      EnableTopologyDiscovery InvokeIntegration Link PutAnomalyDetector PutIntelligenceConfiguration
      PutManagedInsightRules QueryTraces SearchPrincipals StartOTelEnrichment StartOmniThreadSession
      StartTelemetryQuery StartTelemetryQuerySession StopOTelEnrichment StopTelemetryQuery
      StopTelemetryQuerySession SubmitFeedback UpdateOmniThread UpdatePreferences`,
    permissions: `
      AssumeAccessProfile CreateAccessGrant CreateAccessProfile CreateDomainAccessGrantForOrganization`,
    read: `
      BatchGetServiceLevelIndicatorReport DescribeAlarmsForMetric DescribeAnomalyDetectors DescribeInsightRules
      GenerateQuery GenerateQueryResultsSummary GetAgentGraph GetContextGraph GetIntelligenceConfiguration
      GetMetricStatistics GetMetricWidgetImage GetOTelEnrichment GetOmniThread GetPreferences GetRecords
      GetSpaceCredentials GetSpaceCredentialsForOrganization GetTelemetryQueryResults GetTopologyDiscoveryStatus
      GetTopologyMap ListManagedInsightRules`,
    list: `
      ListAccessGrants ListAccessProfiles ListAlertContributors ListAlerts ListDashboards
      ListDomainAccessGrantsForOrganization ListDomains ListEntitiesForMetric ListIngestionEndpoints
      ListIntegrations ListMetricStreams ListOmniDashboards ListOmniThreads ListServiceLevelObjectives
      ListServices ListSpaceAccess ListSpaces ListSpacesForOrganization ListTelemetryFields
      ListTelemetryQuerySessions ListViews`,
  },
};
