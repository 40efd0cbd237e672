import { valueAt, valuesAt } from "../property.ts";
import type { Resource } from "../resource.ts";
import { type Ruling, type StackRuling, undecided, violation } from "../rule.ts";
import { isUnknown } from "../unknown.ts";
import { withoutCompanion } from "./companion.ts";

type Lock = {
  /** Where the key is named. */
  readonly key: string;
  /** Properties that must hold a certain value beside it. */
  readonly also?: Readonly<Record<string, string | boolean>>;
  /** The lock is for resources with this property only. */
  readonly when?: readonly [property: string, value: string];
};

const BUCKET_LOCK: Lock = {
  key: "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
  also: { "rules[].applyServerSideEncryptionByDefault.sseAlgorithm": "aws:kms" },
};
const BUCKET_ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/** Types that hold data at rest, and where their key is named. */
const LOCKS: Readonly<Record<string, Lock>> = {
  "aws:dynamodb/table:Table": {
    key: "serverSideEncryption.kmsKeyArn",
    also: { "serverSideEncryption.enabled": true },
  },
  "aws:sqs/queue:Queue": { key: "kmsMasterKeyId" },
  "aws:sns/topic:Topic": { key: "kmsMasterKeyId" },
  "aws:secretsmanager/secret:Secret": { key: "kmsKeyId" },
  "aws:cloudwatch/logGroup:LogGroup": { key: "kmsKeyId" },
  "aws:ssm/parameter:Parameter": { key: "keyId", when: ["type", "SecureString"] },
  [BUCKET_ENCRYPTION]: BUCKET_LOCK,
};

/** What holds data is encrypted with a key that somebody named, and not with one that AWS keeps for the whole account. */
export function encryption({ type, props }: Resource): readonly Ruling[] {
  const lock = lockOf({ type, props });
  if (lock === undefined) return [];
  const place = lock.key.replace("[]", "");
  const keys = valuesAt(props, lock.key);
  const wrong = Object.entries(lock.also ?? {}).filter(([path, value]) => {
    const found = valueAt(props, path);
    return !isUnknown(found) && found !== value;
  });
  if (keys.length === 0)
    return [violation("it is not encrypted with the stage's key", `Set ${place} to the stage's key`)];
  return [
    ...keys
      .filter((key) => typeof key === "string" && /(^|:)alias\/aws\//.test(key))
      .map((key) => violation(`${place} is "${String(key)}", a key of AWS`, `Set ${place} to the stage's key`)),
    ...wrong.map(([path, value]) =>
      violation(`${path.replace("[]", "")} is not ${String(value)}`, `Set it to ${String(value)}`),
    ),
  ];
}

const KEYS = /\$?aws:kms\/(key:Key|alias:Alias)::/;

/** The key is one that this stack declares; and every bucket has its encryption configured at all. */
export function encryptionOfStack(resources: readonly Resource[]): readonly StackRuling[] {
  const strangers = resources.flatMap((resource): StackRuling[] => {
    const lock = lockOf(resource);
    const property = lock?.key.split(/[.[]/)[0];
    if (lock === undefined || property === undefined || valuesAt(resource.props, lock.key).length === 0) return [];
    if (resource.sources === undefined) {
      return [{ resource, ruling: undecided(`nobody tells which resource ${property} comes from`) }];
    }
    if (resource.sources[property]?.some((urn) => KEYS.test(urn))) return [];
    const problem = `${lock.key.replace("[]", "")} is not a key of this stack`;
    return [{ resource, ruling: violation(problem, "Take it from the key that the stack declares") }];
  });
  return [
    ...strangers,
    ...withoutCompanion(resources, {
      of: "aws:s3/bucket:Bucket",
      companions: { [BUCKET_ENCRYPTION]: "bucket" },
      problem: "nothing says with which key it is encrypted",
      change: "Give it a BucketServerSideEncryptionConfiguration with the stage's key",
    }),
  ];
}

function lockOf({ type, props }: Pick<Resource, "type" | "props">): Lock | undefined {
  const lock = LOCKS[type];
  if (lock?.when === undefined) return lock;
  const [property, value] = lock.when;
  return props[property] === value ? lock : undefined;
}
