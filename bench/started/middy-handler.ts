import { randomUUID } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import middy from "@middy/core";
import httpCors from "@middy/http-cors";
import httpErrorHandler from "@middy/http-error-handler";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import httpRouter from "@middy/http-router";
import { bodySchema } from "../body-schema.ts";

type Event = { headers: Record<string, string>; body: unknown; pathParameters: Record<string, string> | null };

const logger = new Logger({ serviceName: "bench", logLevel: "INFO" });
const metrics = new Metrics({
  namespace: "AtlasCodex",
  serviceName: "bench",
  defaultDimensions: { stage: "preview", function: "bench" },
  logger: { ...console, warn: () => undefined },
});

/** Takes the place of our entry's own work: correlation id, key, then one log line and one metric for what was answered. */
function observed(route: string, answer: (event: Event) => Promise<{ status: number; body: object }>) {
  return async (event: Event) => {
    const started = performance.now();
    const { "x-correlation-id": sent, "x-api-key": key } = event.headers;
    const correlationId = sent ?? randomUUID();
    const { status, body } = key === "right" ? await answer(event) : { status: 401, body: { error: "unauthorized" } };
    const seconds = (performance.now() - started) / 1000;
    logger.info("request", { stage: "preview", correlationId, method: "POST", route, status, seconds });
    metrics.addMetadata("correlationId", correlationId);
    metrics.addMetadata("status", String(status));
    metrics.addMetric("http.server.request.duration", MetricUnit.Seconds, seconds);
    metrics.addMetric("http.server.request.faults", MetricUnit.Count, status >= 500 ? 1 : 0);
    metrics.publishStoredMetrics();
    return {
      statusCode: status,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "cache-control": "no-store",
        "x-correlation-id": correlationId,
      },
      body: JSON.stringify(body),
    };
  };
}

/** The same trivial API on middy and Powertools. */
export const handler = middy()
  .use(httpHeaderNormalizer())
  .use(httpCors({ origins: ["https://app.example"], exposeHeaders: "x-correlation-id, retry-after" }))
  .use(httpErrorHandler({ logger: false }))
  .use(httpJsonBodyParser())
  .handler(
    httpRouter([
      {
        method: "POST",
        path: "/jobs",
        handler: observed("/jobs", async ({ body }) => {
          const parsed = bodySchema.safeParse(body);
          return parsed.success
            ? { status: 202, body: { id: "1", url: parsed.data.url } }
            : { status: 400, body: { error: "invalid-request" } };
        }),
      },
      {
        method: "GET",
        path: "/jobs/{id}",
        handler: observed("/jobs/{id}", async (event) => ({ status: 200, body: { id: event.pathParameters?.id } })),
      },
    ]),
  );
