import type { LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import { block, type Fields, flag, list, map, number, type State, set, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

const sizes = { objectSizeGreaterThan: number(), objectSizeLessThan: number(), prefix: text() } as const;
const filterFields = {
  ...sizes,
  and: block({ ...sizes, tags: map() }),
  tag: block({ key: text({ use: "required" }), value: text({ use: "required" }) }),
} as const satisfies Fields;

const ruleFields = {
  abortIncompleteMultipartUpload: block({ daysAfterInitiation: number() }),
  expiration: block({ date: text(), days: number(), expiredObjectDeleteMarker: flag() }),
  filter: block(filterFields),
  id: text({ use: "required" }),
  noncurrentVersionExpiration: block({
    newerNoncurrentVersions: number(),
    noncurrentDays: number({ use: "required" }),
  }),
  status: text({ use: "required", choices: ["Enabled", "Disabled"] }),
  transitions: set(block({ date: text(), days: number(), storageClass: text({ use: "required" }) })),
} as const satisfies Fields;

const properties = {
  bucket: text({ use: "required", replaces: true }),
  rules: list(block(ruleFields), { use: "required" }),
  transitionDefaultMinimumObjectSize: text({ use: "computed" }),
} as const;

type Rule = State<typeof ruleFields>;

/** What becomes of a bucket's objects with time; its id is the bucket's name. */
export const bucketLifecycle = resourceType({
  token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  properties,
  create: async (call) => {
    await put(call);
    return call.inputs.bucket;
  },
  read: async ({ aws, id }) => {
    const found = await aws.s3.getBucketLifecycleConfiguration({ Bucket: id });
    const minimum = found.TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K";
    return { bucket: id, rules: (found.Rules ?? []).map(stateOf), transitionDefaultMinimumObjectSize: minimum };
  },
  update: put,
  delete: ({ aws, id }) => aws.s3.deleteBucketLifecycle({ Bucket: id }),
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  const minimum = inputs.transitionDefaultMinimumObjectSize as "all_storage_classes_128K" | undefined;
  return aws.s3.putBucketLifecycleConfiguration({
    Bucket: inputs.bucket,
    LifecycleConfiguration: { Rules: inputs.rules.map(ruleOf) },
    TransitionDefaultMinimumObjectSize: minimum,
  });
}

function ruleOf(rule: Rule): LifecycleRule {
  const { expiration, noncurrentVersionExpiration, abortIncompleteMultipartUpload, transitions = [] } = rule;
  return {
    ID: rule.id,
    Status: rule.status as "Enabled",
    Filter: filterOf(rule.filter ?? {}),
    ...(expiration === undefined
      ? {}
      : {
          Expiration: {
            Days: expiration.days,
            Date: expiration.date === undefined ? undefined : new Date(expiration.date),
            ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker,
          },
        }),
    ...(noncurrentVersionExpiration === undefined
      ? {}
      : {
          NoncurrentVersionExpiration: {
            NoncurrentDays: noncurrentVersionExpiration.noncurrentDays,
            NewerNoncurrentVersions: noncurrentVersionExpiration.newerNoncurrentVersions,
          },
        }),
    ...(abortIncompleteMultipartUpload === undefined
      ? {}
      : {
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortIncompleteMultipartUpload.daysAfterInitiation },
        }),
    ...(transitions.length === 0
      ? {}
      : {
          Transitions: transitions.map(({ date, days, storageClass }) => ({
            Date: date === undefined ? undefined : new Date(date),
            Days: days,
            StorageClass: storageClass as "GLACIER",
          })),
        }),
  };
}

function filterOf({ and, tag, ...sizes }: NonNullable<Rule["filter"]>): LifecycleRuleFilter {
  if (and !== undefined)
    return { And: { ...sizesOf(and), Tags: and.tags === undefined ? undefined : tagList(and.tags) } };
  if (tag !== undefined) return { Tag: { Key: tag.key, Value: tag.value } };
  return { ...sizesOf(sizes), Prefix: sizes.prefix ?? "" };
}

function sizesOf({ objectSizeGreaterThan, objectSizeLessThan, prefix }: State<typeof sizes>) {
  return { ObjectSizeGreaterThan: objectSizeGreaterThan, ObjectSizeLessThan: objectSizeLessThan, Prefix: prefix };
}

function stateOf(rule: LifecycleRule): Rule {
  const {
    Expiration,
    NoncurrentVersionExpiration: noncurrent,
    AbortIncompleteMultipartUpload: abort,
    Transitions,
  } = rule;
  return {
    id: rule.ID,
    status: rule.Status,
    filter: filterState(rule.Filter ?? {}),
    ...(Expiration === undefined
      ? {}
      : {
          expiration: {
            days: Expiration.Days,
            date: dateText(Expiration.Date),
            expiredObjectDeleteMarker: Expiration.ExpiredObjectDeleteMarker,
          },
        }),
    ...(noncurrent === undefined
      ? {}
      : {
          noncurrentVersionExpiration: {
            newerNoncurrentVersions: noncurrent.NewerNoncurrentVersions,
            noncurrentDays: noncurrent.NoncurrentDays,
          },
        }),
    ...(abort === undefined
      ? {}
      : { abortIncompleteMultipartUpload: { daysAfterInitiation: abort.DaysAfterInitiation } }),
    transitions: (Transitions ?? []).map(({ Date: date, Days, StorageClass }) => ({
      date: dateText(date),
      days: Days,
      storageClass: StorageClass,
    })),
  };
}

function filterState({ And, Tag, ...sizes }: LifecycleRuleFilter): NonNullable<Rule["filter"]> {
  return {
    ...sizeState(sizes),
    ...(And === undefined ? {} : { and: { ...sizeState(And), tags: tagRecord(And.Tags) } }),
    ...(Tag === undefined ? {} : { tag: { key: Tag.Key, value: Tag.Value } }),
  };
}

function sizeState({ ObjectSizeGreaterThan, ObjectSizeLessThan, Prefix }: LifecycleRuleFilter): State<typeof sizes> {
  return { objectSizeGreaterThan: ObjectSizeGreaterThan, objectSizeLessThan: ObjectSizeLessThan, prefix: Prefix };
}

function dateText(date: Date | undefined): string | undefined {
  return date?.toISOString().replace(".000Z", "Z");
}
