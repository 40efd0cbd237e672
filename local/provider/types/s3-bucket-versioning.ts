import { block, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const properties = {
  bucket: text({ use: "required", replaces: true }),
  versioningConfiguration: block(
    {
      mfaDelete: text({ use: "computed" }),
      status: text({ use: "required", choices: ["Enabled", "Suspended", "Disabled"] }),
    },
    { use: "required" },
  ),
} as const;

/** Whether a bucket keeps old versions; its id is the bucket's name. Deleting it suspends versioning. */
export const bucketVersioning = resourceType({
  token: "aws:s3/bucketVersioning:BucketVersioning",
  properties,
  create: async (call) => {
    const { status } = call.inputs.versioningConfiguration;
    if (status !== "Disabled") await put(call);
    return call.inputs.bucket;
  },
  read: async ({ aws, id }) => {
    const { Status = "Disabled", MFADelete = "" } = await aws.s3.getBucketVersioning({ Bucket: id });
    return { bucket: id, versioningConfiguration: { mfaDelete: MFADelete, status: Status } };
  },
  update: put,
  delete: async ({ aws, id, state }) => {
    if (state.versioningConfiguration?.status !== "Enabled") return;
    await aws.s3.putBucketVersioning({ Bucket: id, VersioningConfiguration: { Status: "Suspended" } });
  },
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  const { status, mfaDelete } = inputs.versioningConfiguration;
  return aws.s3.putBucketVersioning({
    Bucket: inputs.bucket,
    VersioningConfiguration: {
      Status: status as "Enabled",
      ...(mfaDelete === undefined ? {} : { MFADelete: mfaDelete as "Disabled" }),
    },
  });
}
