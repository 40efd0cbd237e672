import type { Aws } from "../aws.ts";

/** The address at which the embedded AWS serves an API's stage; it needs no name resolution. */
export function invokeUrl(aws: Aws, scheme: "http" | "ws", apiId: string, stage?: string): string {
  const origin = aws.endpoint.replace(/^http/, scheme);
  const path = stage === undefined ? apiId : `${apiId}/${stage}`;
  return `${origin}/_aws/execute-api/${path}`;
}

/** The ARN by which policies name an API, or one of its stages. */
export async function executionArn(aws: Aws, apiId: string, stage?: string): Promise<string> {
  const arn = `arn:aws:execute-api:${aws.region}:${await aws.account()}:${apiId}`;
  return stage === undefined ? arn : `${arn}/${stage}`;
}

/** The ARN of something in API Gateway itself, by its path. */
export function apigatewayArn(region: string, path: string): string {
  return `arn:aws:apigateway:${region}::${path}`;
}
