import type { SocketRegistry } from "../adapters/socket-registry.ts";
import { Failure } from "../domain/failure.ts";
import { JobBatch, JobListQuery, JobRequest, MAX_BATCH_BODY_BYTES } from "../domain/request.ts";
import { type HttpRoute, httpRoute, httpRouteWithBody } from "../lambda/http-route.ts";
import { annotate } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";
import { schemaProblem } from "../lambda/schema-problem.ts";
import { type BatchPorts, submitBatch } from "./batch-submission.ts";
import { cursorOf, positionIn } from "./list-cursor.ts";
import { readable } from "./readable-job.ts";
import { type SubmissionPorts, submitJob } from "./submission.ts";

export type JobRoutesPorts = SubmissionPorts & BatchPorts & { readonly registry: SocketRegistry };

const STATUS = { finished: 200, accepted: 202, duplicate: 200 } as const;

/** The API's routes, each a few words over the flow it starts. */
export function jobRoutes(ports: JobRoutesPorts): readonly HttpRoute[] {
  return [
    httpRouteWithBody({
      method: "POST",
      path: "/jobs",
      access: "key",
      body: JobRequest,
      async answer({ body: request, correlationId }, signal) {
        const { outcome, job } = await submitJob({ request, correlationId }, ports, signal);
        annotate({ jobId: job.id, outcome, jobStatus: job.status });
        return { status: STATUS[outcome], body: outcome === "duplicate" ? { ...job, duplicate: true } : job };
      },
    }),
    httpRouteWithBody({
      method: "POST",
      path: "/jobs/batch",
      access: "key",
      body: JobBatch,
      maxBodyBytes: MAX_BATCH_BODY_BYTES,
      async answer({ body: { jobs }, correlationId }, signal) {
        const body = await submitBatch({ jobs, correlationId }, { ...ports, onFailure: loggedOnce() }, signal);
        annotate({ accepted: body.accepted, duplicates: body.duplicates, rejected: body.rejected });
        return { status: 200, body };
      },
    }),
    httpRoute({
      method: "GET",
      path: "/jobs",
      access: "key",
      answer: async ({ query }, signal) => ({ status: 200, body: await listed(query, ports, signal) }),
    }),
    httpRoute({
      method: "GET",
      path: "/jobs/{id}",
      access: "key",
      async answer({ path: { id = "" } }, signal) {
        annotate({ jobId: id });
        const job = await readable(ports.store.get(id, signal));
        if (job === undefined) throw new Failure("not-found", "There is no job with this id.");
        return { status: 200, body: job };
      },
    }),
    httpRoute({
      method: "POST",
      path: "/socket-tickets",
      access: "key",
      answer: async (_, signal) => ({ status: 201, body: await ports.registry.issueTicket(signal) }),
    }),
  ];
}

/** Logs failures of a batch, one of each kind: what keeps one entry out is likely to keep out the others. */
function loggedOnce(): (failure: Failure) => void {
  const told = new Set<string>();
  return (failure) => {
    if (told.has(failure.code)) return;
    told.add(failure.code);
    log({ level: "error", message: "batch entries not taken", error: failure });
  };
}

async function listed(query: Readonly<Record<string, string>>, { store }: JobRoutesPorts, signal: AbortSignal) {
  const parsed = JobListQuery.safeParse(query);
  if (!parsed.success) throw new Failure("invalid-request", schemaProblem(JobListQuery, parsed.error));
  const { status, limit, cursor } = parsed.data;
  const after = cursor === undefined ? undefined : positionIn(cursor, status);
  const { items, unreadable, next } = await store.list({ status, limit, after }, signal);
  return {
    items,
    ...(next === undefined ? {} : { cursor: cursorOf({ status, position: next }) }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}
