import { artifactStore } from "../../runtime/adapters/artifact-store.ts";
import { jobStore } from "../../runtime/adapters/job-store.ts";
import { emulatedBucket, emulatedTable, LISTED } from "./emulated-tables.ts";

/** Tables and a bucket of the test's own in the embedded AWS, with stores of jobs over them. */
export async function emulatedJobStore() {
  const jobs = await emulatedTable("id", LISTED);
  const submissions = await emulatedTable("digest");
  const artifacts = artifactStore(await emulatedBucket());
  const options = { client: jobs.client, jobsTable: jobs.name, submissionsTable: submissions.name, artifacts };
  return {
    options,
    storeAt: ({ now }: { readonly now: () => number }) => jobStore({ ...options, now }),
    drop: async () => void (await Promise.all([jobs.drop(), submissions.drop()])),
  };
}
