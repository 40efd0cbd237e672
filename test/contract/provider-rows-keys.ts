import type { TypeRow } from "./provider-type.ts";
import { letting } from "./root-policy.ts";

/** Keys, and the names they have. */
export const keyRows: readonly TypeRow[] = [
  {
    token: "aws:kms/key:Key",
    unimportable: ["deletionWindowInDays"],
    inputs: () => ({
      description: "first",
      deletionWindowInDays: 7,
      enableKeyRotation: true,
      policy: letting("kms:*", "*"),
      tags: { project: "contract" },
    }),
    change: () => ({
      description: "second",
      enableKeyRotation: false,
      policy: letting(["kms:DescribeKey", "kms:PutKeyPolicy"], "*"),
      tags: { owner: "contract" },
    }),
    replace: () => ({ region: "eu-west-1" }),
    drift: {
      shows: "description",
      act: ({ aws }, { id }) => aws.kms.updateKeyDescription({ KeyId: id, Description: "theirs" }),
    },
    otherDrift: {
      shows: "policy",
      act: ({ aws }, { id }) =>
        aws.kms.putKeyPolicy({ KeyId: id, PolicyName: "default", Policy: letting("kms:Decrypt", "*") }),
    },
    outputs: { arn: /^arn:aws:kms:us-west-2:\d{12}:key\//, keyId: /./ },
  },
  {
    token: "aws:kms/alias:Alias",
    needs: ["key", "laterKey"],
    inputs: ({ name, on }) => ({ name: `alias/${name("key")}`, targetKeyId: on("key").id }),
    change: ({ on }) => ({ targetKeyId: on("laterKey").state.arn }),
    replace: ({ name }) => ({ name: `alias/${name("other")}` }),
    drift: {
      shows: "targetKeyId",
      act: ({ aws, on }, { id }) => aws.kms.updateAlias({ AliasName: id, TargetKeyId: on("key").id }),
    },
    outputs: { arn: /:alias\/contract-key-/, targetKeyArn: /:key\// },
  },
];
