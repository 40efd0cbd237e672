import type { Aws } from "../aws.ts";
import type { TagStore } from "../resource-type.ts";
import type { Tags } from "../tags.ts";

/** Tags of REST APIs and what belongs to them. */
export const restTags: TagStore = {
  put: ({ aws, state, tags }) => aws.apigateway.tagResource({ resourceArn: String(state.arn), tags }),
  remove: ({ aws, state, keys }) => aws.apigateway.untagResource({ resourceArn: String(state.arn), tagKeys: keys }),
};

/** The tags now on something of a REST API; the embedded AWS tells later changes here only. */
export async function readRestTags({ apigateway }: Aws, arn: string): Promise<Tags> {
  const { tags = {} } = await apigateway.getTags({ resourceArn: arn });
  return tags;
}

/** Tags of HTTP and WebSocket APIs and what belongs to them. */
export const webTags: TagStore = {
  put: ({ aws, state, tags }) => aws.apigatewayv2.tagResource({ ResourceArn: String(state.arn), Tags: tags }),
  remove: ({ aws, state, keys }) => aws.apigatewayv2.untagResource({ ResourceArn: String(state.arn), TagKeys: keys }),
};

/** The tags now on something of an HTTP or WebSocket API; the embedded AWS tells later changes here only. */
export async function readWebTags({ apigatewayv2 }: Aws, arn: string): Promise<Tags> {
  const { Tags = {} } = await apigatewayv2.getTags({ ResourceArn: arn });
  return Tags;
}
