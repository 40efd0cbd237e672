import { Failure } from "../domain/failure.ts";

/**
 * What reading a job gives, with a failure that a caller may hear: `job-unreadable`, with the reason, for one that is there
 * but in no form that can be read. How exactly it misses the form stays inside.
 */
export async function readable<Answer>(reading: Promise<Answer>): Promise<Answer> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Failure && error.code === "invalid-record")) throw error;
    throw new Failure(
      "job-unreadable",
      "This job is stored in a form that cannot be read. Report its id and the reason, so that it is corrected.",
      { reason: error.reason ?? error.code, cause: error },
    );
  }
}
