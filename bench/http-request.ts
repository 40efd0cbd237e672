const BODY = JSON.stringify({ type: "async", url: "https://shop.example/products/4711?colour=blue" });

/** The headers that API Gateway hands on for a request of a browser behind CloudFront. */
const HEADERS = {
  Accept: "application/json, text/plain, */*",
  "Accept-Encoding": "gzip, deflate, br",
  "Accept-Language": "en-GB,en;q=0.9",
  "CloudFront-Forwarded-Proto": "https",
  "CloudFront-Is-Desktop-Viewer": "true",
  "CloudFront-Viewer-Country": "DE",
  "Content-Type": "application/json",
  Host: "a1b2c3d4e5.execute-api.us-west-2.amazonaws.com",
  Origin: "https://app.example",
  "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
  Via: "2.0 0123456789abcdef.cloudfront.net (CloudFront)",
  "X-Amz-Cf-Id": "k0uQ3mTq5v9wXyZ_abcdefghijklmnopqrstuvw-0123456789==",
  "X-Amzn-Trace-Id": "Root=1-65f0c0de-0123456789abcdef01234567",
  "X-Api-Key": "right",
  "X-Correlation-Id": "bench-0123456789abcdef",
  "X-Forwarded-For": "198.51.100.7, 203.0.113.9",
  "X-Forwarded-Port": "443",
  "X-Forwarded-Proto": "https",
};

const EVENT = JSON.stringify({
  resource: "/{proxy+}",
  path: "/jobs",
  httpMethod: "POST",
  headers: HEADERS,
  multiValueHeaders: null,
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: { proxy: "jobs" },
  stageVariables: null,
  requestContext: { requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", stage: "preview", httpMethod: "POST" },
  body: BODY,
  isBase64Encoded: false,
});

/** A new proxy event of API Gateway's REST API for one `POST /jobs`, as Lambda parses it; a handler may change it. */
export function httpRequest(): object {
  return JSON.parse(EVENT);
}

/** Lambda's context, as far as either side reads it. */
export const CONTEXT = {
  functionName: "bench",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-west-2:000000000000:function:bench",
  memoryLimitInMB: "512",
  awsRequestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
  getRemainingTimeInMillis: () => 10_000,
};
