import * as z from "zod/mini";
import type { Image } from "../adapters/legacy-state.ts";
import type { SocketRegistry } from "../adapters/socket-registry.ts";
import type { SocketSender } from "../adapters/socket-sender.ts";
import { asFailure, type Failure } from "../domain/failure.ts";
import { type JobState, JobStatus, SCHEMA_VERSION } from "../domain/job.ts";

/** What a socket is told of a job. */
export type JobFrame = { readonly type: "job"; readonly job: JobState };

const Version = z.object({ N: z.literal(String(SCHEMA_VERSION)) });

/** The part of a canonical job's image, in DynamoDB's attribute form, that is announced. */
const JobImage = z.object({
  schemaVersion: Version,
  id: z.object({ S: z.string() }),
  status: z.object({ S: JobStatus }),
  updatedAt: z.object({ N: z.pipe(z.coerce.number(), z.int()) }),
});

export type Change = { readonly before: Image | undefined; readonly after: Image | undefined };

/**
 * What there is to tell of a change to the jobs table; nothing when status and time are the same, or it is no job that
 * can be read. An older item counts as the job it stands for, so that nobody hears of a migration or of its undoing.
 */
export async function announcementOf({ before, after }: Change): Promise<JobFrame | undefined> {
  const now = await stateOf(after);
  if (now === undefined) return undefined;
  const then = await stateOf(before);
  const isSame = then?.status === now.status && then.updatedAt === now.updatedAt;
  return isSame ? undefined : { type: "job", job: now };
}

async function stateOf(image: Image | undefined): Promise<JobState | undefined> {
  const { data } = JobImage.safeParse(image);
  if (data !== undefined) return { id: data.id.S, status: data.status.S, updatedAt: data.updatedAt.N };
  if (image === undefined || Version.safeParse(image.schemaVersion).success) return undefined;
  const { stateInImage } = await import("../adapters/legacy-state.ts");
  return stateInImage(image);
}

export type AnnouncementPorts = { readonly registry: SocketRegistry; readonly sender: SocketSender };

export type Announced = { readonly sent: number; readonly gone: number; readonly failures: readonly Failure[] };

/**
 * Sends a frame to all who follow its job. Those who are gone are forgotten; one that cannot be reached is counted and
 * does not keep the others waiting. Throws only when the followers cannot be read.
 */
export async function announce(frame: JobFrame, ports: AnnouncementPorts, signal: AbortSignal): Promise<Announced> {
  let sent = 0;
  let gone = 0;
  const failures: Failure[] = [];
  const tell = async (connectionId: string) => {
    try {
      if ((await ports.sender.send({ connectionId, frame }, signal)) === "sent") sent += 1;
      else {
        gone += 1;
        await ports.registry.disconnect({ connectionId, jobId: frame.job.id }, signal);
      }
    } catch (error) {
      failures.push(asFailure(error));
    }
  };
  for await (const connectionIds of ports.registry.subscribers(frame.job.id, signal)) {
    await Promise.all(connectionIds.map(tell));
  }
  return { sent, gone, failures };
}
