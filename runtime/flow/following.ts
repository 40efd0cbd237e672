import type { JobStates } from "../adapters/job-state.ts";
import { Failure } from "../domain/failure.ts";
import type { AnnouncementPorts, JobFrame } from "./announcement.ts";
import { readable } from "./readable-job.ts";

export type FollowingPorts = AnnouncementPorts & { readonly states: JobStates };

/**
 * Lets a connection follow a job and tells it at once how far the job is. The state is read again after the subscription
 * is written, so that no change falls between the two. Throws `not-found` for an unknown job and `job-unreadable` for one
 * that cannot be read.
 */
export async function follow(
  { connectionId, jobId }: { connectionId: string; jobId: string },
  { registry, sender, states }: FollowingPorts,
  signal: AbortSignal,
): Promise<void> {
  const before = await readable(states.get(jobId, signal));
  if (before === undefined) throw new Failure("not-found", `There is no job ${jobId}.`);
  await registry.subscribe({ connectionId, jobId }, signal);
  const job = (await states.get(jobId, signal)) ?? before;
  const frame: JobFrame = { type: "job", job };
  await sender.send({ connectionId, frame }, signal);
}
