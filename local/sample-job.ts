import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { Job } from "../runtime/domain/job.ts";
import { ExtractionResult } from "../runtime/domain/result.ts";
import { Unusable } from "./cache/unusable.ts";
import { quoted } from "./shell.ts";
import type { Terminal } from "./terminal.ts";

const POLL_MILLISECONDS = 150;
const DEADLINE_MILLISECONDS = 60_000;

export type SampleJob = { type: "sync" | "ai-process"; path: string; params: Record<string, unknown> };

const field = (...type: string[]) => ({ type: [...type, "null"] });

/** One job without a model, answered in the request, and one that goes through queue, worker and model. */
export const SAMPLE_JOBS: readonly SampleJob[] = [
  { type: "sync", path: "/article", params: {} },
  {
    type: "ai-process",
    path: "/product",
    params: {
      instructions: "Name the product, what it costs, and who makes it.",
      schema: {
        type: "object",
        properties: {
          name: field("string"),
          price: field("number"),
          currency: field("string"),
          brand: field("string"),
        },
        required: ["name", "price", "currency", "brand"],
        additionalProperties: false,
      },
    },
  },
];

export type Field = { pointer: string; value: unknown; start: number; end: number };

/** What came of one sample job. */
export type JobOutcome = {
  type: SampleJob["type"];
  url: string;
  id: string;
  status: Job["status"];
  /** The model that answered; null when none was asked. */
  model: string | null;
  milliseconds: number;
  fields: Field[];
  error?: string;
};

export type SampleJobArgs = { job: SampleJob; apiUrl: string; siteUrl: string; masterKey: string; terminal: Terminal };

/** Sends one job through the stage's real API and waits for its end. */
export async function runSampleJob(args: SampleJobArgs, signal: AbortSignal): Promise<JobOutcome> {
  const { job, apiUrl, siteUrl, masterKey, terminal } = args;
  const url = `${siteUrl}${job.path}`;
  const body = JSON.stringify({ type: job.type, url, params: job.params, fresh: true });
  const started = performance.now();
  terminal.command(`curl -sS -X POST ${apiUrl}/jobs -H "x-api-key: $KEY" -d ${quoted(body)}`);
  const call = async (path: string, init: RequestInit): Promise<Job> => {
    const headers = { "x-api-key": masterKey, "content-type": "application/json" };
    const answer = await fetch(`${apiUrl}${path}`, { ...init, headers, signal });
    const text = await answer.text();
    if (!answer.ok)
      throw new Unusable(`${init.method ?? "GET"} ${apiUrl}${path} answered ${answer.status}: ${text.slice(0, 400)}`);
    return Job.parse(JSON.parse(text));
  };
  let answer = await call("/jobs", { method: "POST", body });
  if (answer.status === "pending" || answer.status === "processing") {
    terminal.command(`curl -sS ${apiUrl}/jobs/${answer.id} -H "x-api-key: $KEY"`);
  }
  while (answer.status === "pending" || answer.status === "processing") {
    if (performance.now() - started > DEADLINE_MILLISECONDS) break;
    await sleep(POLL_MILLISECONDS, undefined, { signal });
    answer = await call(`/jobs/${answer.id}`, {});
  }
  const result = z.optional(ExtractionResult).parse(answer.result);
  return {
    type: job.type,
    url,
    id: answer.id,
    status: answer.status,
    model: result?.model ?? null,
    milliseconds: Math.round(performance.now() - started),
    fields: result === undefined ? [] : fieldsOf(result),
    ...(answer.error === undefined ? {} : { error: answer.error }),
  };
}

/** Every value of a result that is tied to a place in the page, in the order in which it was found. */
export function fieldsOf(result: ExtractionResult): Field[] {
  return Object.entries(result.evidence).map(([pointer, { start, end }]) => ({
    ...{ pointer, start, end },
    value: valueAt(result.data, pointer),
  }));
}

function valueAt(data: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((value, step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return z.record(z.string(), z.unknown()).or(z.array(z.unknown())).parse(value)[key as never];
  }, data);
}
