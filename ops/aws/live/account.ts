import type { SnapshotResource } from "../../checks/isolation/snapshot.ts";
import type { Asking } from "./asking.ts";

/** What every client of the SDK is made with; tests put a request handler of their own here. */
export type ClientOptions = {
  region: string;
  maxAttempts: number;
  requestHandler?: { handle: (request: never, options?: never) => Promise<never> };
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/** Who in an account is looked at closely: what has our name or tags, and what the stacks' states know. */
export type Ours = (candidate: {
  name?: string | undefined;
  arn?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
}) => boolean;

export type AccountArgs = {
  /** Twelve digits. */
  account: string;
  options: ClientOptions;
  ours: Ours;
  asking: Asking;
};

/** Lists what one service holds of ours, in the shape a Pulumi state tells it. */
export type ServiceReader = (args: AccountArgs) => Promise<LiveResource[]>;

/** A resource as the account tells of it; whether a stack manages it is found out later. */
export type LiveResource = Omit<SnapshotResource, "managed" | "urn"> & { tags?: Readonly<Record<string, string>> };

/** A resource of a Pulumi type; what is undefined is left out. */
export function live(
  type: string,
  { name, id, arn, tags }: { name: string; id?: string; arn?: string | undefined; tags?: Record<string, string> },
  properties: Record<string, unknown>,
): LiveResource {
  return {
    type,
    name,
    ...(id === undefined ? {} : { id }),
    ...(arn === undefined ? {} : { arn }),
    ...(tags === undefined ? {} : { tags }),
    properties: Object.fromEntries(
      Object.entries({ ...properties, ...(tags === undefined ? {} : { tags }) }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  };
}

/** Tags as a record, from either way AWS writes them. */
export function tagRecord(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | Record<string, string> | undefined,
): Record<string, string> {
  if (tags === undefined) return {};
  if (!Array.isArray(tags)) return tags as Record<string, string>;
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
