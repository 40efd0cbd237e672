import type { SocketRegistry } from "../adapters/socket-registry.ts";
import { Failure } from "../domain/failure.ts";
import { JobRequest } from "../domain/request.ts";
import { type HttpRoute, httpRoute, httpRouteWithBody } from "../lambda/http-route.ts";
import { annotate } from "../lambda/invocation.ts";
import { type SubmissionPorts, submitJob } from "./submission.ts";

export type JobRoutesPorts = SubmissionPorts & { readonly registry: SocketRegistry };

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
    httpRoute({
      method: "GET",
      path: "/jobs/{id}",
      access: "key",
      async answer({ path: { id = "" } }, signal) {
        annotate({ jobId: id });
        const job = await ports.store.get(id, signal);
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
