import type { CompiledPolicies } from "../iam/compile.ts";
import type { Context, ContextValue } from "../iam/context.ts";
import type { Target } from "./arn-index.ts";
import { isRecord } from "./snapshot.ts";

const RESOURCE_TAG = "aws:resourcetag/";
/** Services that do not tell a resource's tags for every action, so that a condition on one stays open. */
const TAGS_OPEN = new Set(["s3", "execute-api", "apigateway"]);

/** What whoever asks can choose so that most is allowed: TLS, a call of their own, the resource's region. */
export const CHOSEN: Readonly<Record<string, ContextValue>> = {
  "aws:SecureTransport": ["true"],
  "aws:ViaAWSService": ["false"],
  // Set by services only, never by a caller of one's own.
  "aws:SourceOwner": null,
};

function tagKeysIn(layers: readonly (CompiledPolicies | undefined)[]): readonly string[] {
  const keys = layers
    .flatMap((layer) => layer?.statements ?? [])
    .flatMap(({ conditions }) => conditions.map(({ key }) => key));
  return keys.filter((key) => key.startsWith(RESOURCE_TAG));
}

/** Keys whose value whoever asks puts into the request. */
const FREE =
  /^(kms:viaservice|sts:externalid|sts:rolesessionname|iam:passedtoservice|s3:prefix|s3:delimiter|dynamodb:leadingkeys|dynamodb:attributes|dynamodb:select|secretsmanager:(versionstage|versionid|secretid)|kms:encryptioncontext:.*|aws:requesttag\/.*|aws:useragent|aws:referer|sns:protocol|sns:endpoint|events:source|events:detail-type)$/;

/** Requests with the free keys set to what the policies ask for, each value in turn: who asks would try just that. */
export function obligingContexts(context: Context, layers: RequestArgs["layers"]): readonly Context[] {
  const wanted = new Map<string, Set<string>>();
  for (const { effect, conditions } of layers.flatMap((layer) => layer?.statements ?? [])) {
    if (effect !== "Allow") continue;
    for (const { key, values, test } of conditions) {
      if (!FREE.test(key) || test.kind !== "compare" || test.operator.negated) continue;
      const known = wanted.get(key) ?? new Set();
      for (const { text } of values) known.add(text.replaceAll("*", "x").replaceAll("?", "x"));
      wanted.set(key, known);
    }
  }
  const first = Object.fromEntries([...wanted].map(([key, values]) => [key, [...values].slice(0, 1)]));
  return [...wanted].flatMap(([key, values]) =>
    [...values].map((value) => ({ ...context, keys: { ...first, ...context.keys, [key]: [value] } })),
  );
}

/** Who asks for what, and the policies that have a say; `direct` for a call of one's own, through no other service. */
export type RequestArgs = {
  readonly target: Target;
  readonly layers: readonly (CompiledPolicies | undefined)[];
  readonly direct: boolean;
};

/** What is known of a request to a target. */
export function requestContext({ target, layers, direct }: RequestArgs): Context {
  const { item, scope } = target;
  const keys: Record<string, ContextValue> = { ...CHOSEN, "aws:RequestedRegion": [item.side.place.region] };
  if (direct) keys["kms:ViaService"] = null;
  const wanted = tagKeysIn(layers);
  if (wanted.length === 0 || scope.services.some((service) => TAGS_OPEN.has(service)))
    return { keys, otherwise: "unknown" };
  const bag = item.resource.properties.tagsAll ?? item.resource.properties.tags;
  const tags = new Map(Object.entries(isRecord(bag) ? bag : {}).map(([key, value]) => [key.toLowerCase(), value]));
  for (const key of wanted) {
    const value = tags.get(key.slice(RESOURCE_TAG.length));
    keys[key] =
      typeof value === "string" ? [value] : value === undefined ? null : { unknown: `tag ${key} is not known yet` };
  }
  return { keys, otherwise: "unknown" };
}
