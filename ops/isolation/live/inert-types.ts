/** Types that are not listed live because they say nothing about who may reach what. */
const INERT: readonly RegExp[] = [
  /^aws:apigateway\/(account|deployment|method(Response|Settings)|integrationResponse|requestValidator|resource|response|usagePlan\w*|model|apiKey|documentation\w*|gatewayResponse):/,
  /^aws:apigatewayv2\/(deployment|integrationResponse|routeResponse|model):/,
  /^aws:s3\/bucket(Versioning|LifecycleConfiguration|OwnershipControls|Metric|CorsConfiguration|RequestPaymentConfiguration)\w*:/,
  /^aws:cloudwatch\/(dashboard|logMetricFilter|queryDefinition|logStream):/,
  /^aws:dynamodb\/(tag|contributorInsights):/,
  /^aws:lambda\/(provisionedConcurrencyConfig|runtimeManagementConfig|functionRecursionConfig):/,
  /^aws:resourcegroups\/group:/,
  /^aws:s3\/bucketObject(v2)?:/,
];

/** Whether a type plays no part in isolation. */
export function isInert(type: string): boolean {
  return INERT.some((pattern) => pattern.test(type));
}
