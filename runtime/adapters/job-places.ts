import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { JobStatus } from "../domain/job.ts";
import { LISTING_INDEX } from "../domain/listing.ts";
import { calling } from "./aws-failure.ts";

export type ListingWanted = {
  /** Jobs of this status only. */
  readonly status?: JobStatus | undefined;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string | undefined;
};

/** A job's id and where it stands in the list. */
export type JobPlace = { readonly id: string; readonly listedAt: string };

export type PlacesWanted = {
  readonly client: DynamoDBClient;
  readonly jobsTable: string;
  readonly wanted: ListingWanted;
};

/** The next places of the list, newest first, over one status or all of them; `more` when there are further ones. */
export async function readPlaces(
  { wanted, ...table }: PlacesWanted,
  signal: AbortSignal,
): Promise<{ places: readonly JobPlace[]; more: boolean }> {
  const found: JobPlace[] = [];
  // In the order a job goes through them: one that goes on meanwhile is found here or there, or under both.
  for (const status of wanted.status === undefined ? JobStatus.options : [wanted.status]) {
    found.push(...(await queried(table, { ...wanted, status }, signal)));
  }
  return firstPlaces(found, wanted.limit);
}

/** The newest `limit` of these places, each job once: one that changes its status meanwhile may be found under two. */
export function firstPlaces(found: readonly JobPlace[], limit: number): { places: readonly JobPlace[]; more: boolean } {
  const once = [...new Map(found.map((place) => [place.listedAt, place])).values()];
  const sorted = once.sort((one, other) => (one.listedAt < other.listedAt ? 1 : -1));
  return { places: sorted.slice(0, limit), more: sorted.length > limit };
}

async function queried(
  { client, jobsTable }: Omit<PlacesWanted, "wanted">,
  { status, limit, after }: ListingWanted & { status: JobStatus },
  signal: AbortSignal,
): Promise<JobPlace[]> {
  const command = new QueryCommand({
    TableName: jobsTable,
    IndexName: LISTING_INDEX,
    KeyConditionExpression: `listedUnder = :status${after === undefined ? "" : " AND listedAt < :after"}`,
    ExpressionAttributeValues: { ":status": { S: status }, ...(after === undefined ? {} : { ":after": { S: after } }) },
    ProjectionExpression: "id, listedAt",
    ScanIndexForward: false,
    Limit: limit + 1,
  });
  const { Items = [] } = await calling("listing jobs", () => client.send(command, { abortSignal: signal }), signal);
  return Items.map(({ id, listedAt }) => ({ id: id?.S ?? "", listedAt: listedAt?.S ?? "" }));
}
