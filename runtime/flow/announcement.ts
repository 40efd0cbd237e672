import * as z from "zod/mini";
import type { SocketRegistry } from "../adapters/socket-registry.ts";
import type { SocketSender } from "../adapters/socket-sender.ts";
import { asFailure, type Failure } from "../domain/failure.ts";
import { type Job, JobStatus } from "../domain/job.ts";

/** What a socket is told of a job. */
export type JobFrame = { readonly type: "job"; readonly job: Pick<Job, "id" | "status" | "updatedAt"> };

/** The part of a job's image, in DynamoDB's attribute form, that is announced. */
const JobImage = z.object({
  id: z.object({ S: z.string() }),
  status: z.object({ S: JobStatus }),
  updatedAt: z.object({ N: z.pipe(z.coerce.number(), z.int()) }),
});

export type Change = { readonly before: unknown; readonly after: unknown };

/** What there is to tell of a change to the jobs table; nothing when status and time are the same, or it is no canonical job. */
export function announcementOf({ before, after }: Change): JobFrame | undefined {
  const now = JobImage.safeParse(after).data;
  if (now === undefined) return undefined;
  const then = JobImage.safeParse(before).data;
  const isSame = then?.status.S === now.status.S && then.updatedAt.N === now.updatedAt.N;
  return isSame ? undefined : { type: "job", job: { id: now.id.S, status: now.status.S, updatedAt: now.updatedAt.N } };
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
