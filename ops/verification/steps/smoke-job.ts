import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { JobType } from "../../../runtime/domain/job.ts";
import { familyFor } from "../../../runtime/model/family.ts";
import { smokeFindings } from "../../checks/verification/smoke-findings.ts";
import type { Finding, Step } from "../../report.ts";
import { answeringVersions } from "../answering-versions.ts";
import { judgedStep } from "../judged-step.ts";
import { removeJob } from "../remove-job.ts";
import { smokePage } from "../smoke-page.ts";
import { submitJob } from "../submit-job.ts";
import { type Asked, brought, bundlesMeant, type Found, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

/** Which functions work on a job of each type. */
const WORKERS = {
  sync: ["api"],
  async: ["api", "worker"],
  "ai-process": ["api", "worker"],
} as const satisfies Record<JobType, readonly string[]>;

const ALWAYS = ["stack outputs", "functions", "secrets"];

/** A job of this type through the door: completed, with evidence, by the versions that were meant; removed afterwards. */
export function smokeJob(type: JobType): VerificationStep {
  const name = `smoke ${type}`;
  return {
    name,
    needs: type === "sync" ? ALWAYS : [...ALWAYS, "event sources"],
    async run(asked, signal) {
      const to = { outputs: brought(asked.found.outputs), masterKey: brought(asked.found.masterKey) };
      const functions = brought(asked.found.functions);
      const correlationId = `${asked.id}-${type}`;
      const url = smokePage({ asked: asked.smokeUrl, functions });
      const submitted = await submitJob({ ...to, door: asked.door, type, url, correlationId }, signal);
      if ("refused" in submitted) return { steps: [judgedStep({ name, detail: url, findings: [submitted.refused] })] };
      const { id } = submitted;
      const { region, jobsTable } = to.outputs;
      const submissionsTable = functions.find((one) => one.name === "api")?.variables.SUBMISSIONS_TABLE ?? "";
      const watched = { ...asked, name, type, jobId: id, correlationId, since: Date.now() - 60_000 };
      let step: Step;
      let removed: readonly string[];
      try {
        step = await watchedJob(watched, signal);
      } finally {
        removed = await removeJob({ region, jobsTable, submissionsTable, id, correlationId });
      }
      const gone = removed.length === 0 ? "nothing was left to remove" : `removed its ${removed.join(" and ")}`;
      return { steps: [{ ...step, detail: `${step.detail ?? url}; ${gone}` }] };
    },
  };
}

type Watched = Asked & {
  found: Found;
  name: string;
  jobId: string;
  type: JobType;
  correlationId: string;
  since: number;
};

async function watchedJob(asked: Watched, signal: AbortSignal): Promise<Step> {
  const { stage, type, jobId, correlationId, timeoutMilliseconds, name, since } = asked;
  const outputs = brought(asked.found.outputs);
  const bundles = bundlesMeant(asked.found);
  const masterKey = brought(asked.found.masterKey);
  const began = performance.now();
  let last = "unknown";
  const ask = async () => {
    const { body } = await asked.door.call({ outputs, masterKey, path: `/jobs/${jobId}`, correlationId }, signal);
    last = statusIn(body);
    return last === "completed" || last === "failed" ? body : undefined;
  };
  const answer = await waitUntil({ milliseconds: timeoutMilliseconds, ask }, signal);
  const milliseconds = Math.round(performance.now() - began);
  if (answer === undefined) return judgedStep({ name, findings: [late({ type, last, milliseconds })] });
  const { settings, meant } = asked.found;
  const family = settings === undefined ? undefined : familyFor(stage, settings).family;
  const of = meant?.restored === undefined ? "this version" : "an earlier one";
  const findings: Finding[] = smokeFindings({ type, family, answer, of });
  const client = new CloudWatchLogsClient({ region: outputs.region });
  try {
    for (const worker of WORKERS[type]) {
      const lines = { client, stage, function: worker, correlationId, since, milliseconds: timeoutMilliseconds };
      const told = await answeringVersions(lines, signal);
      if (told.length === 0 && findings.length === 0) return unseen(name, worker);
      const other = told.find((version) => version !== bundles[worker]);
      if (other === undefined) continue;
      const message = `The job was worked on by ${worker} ${other}; meant is ${bundles[worker]}.`;
      const fix = "Wait until the old version has no more instances, then verify again.";
      findings.push({ code: "version", message, subject: worker, fix });
    }
  } finally {
    client.destroy();
  }
  const by = WORKERS[type].map((worker) => `${worker} ${bundles[worker]}`).join(", ");
  const untold = type === "ai-process" && family === undefined ? `; ${FAMILY_UNTOLD}` : "";
  return judgedStep({ name, detail: `completed after ${milliseconds} ms by ${by}${untold}`, findings });
}

const FAMILY_UNTOLD =
  "its model's family is not compared: this version cannot read the settings that the worker is told";

function statusIn(body: unknown): string {
  return typeof body === "object" && body !== null && "status" in body ? String(body.status) : "unknown";
}

function late({ type, last, milliseconds }: { type: JobType; last: string; milliseconds: number }): Finding {
  const message = `The job is still ${last} after ${Math.round(milliseconds / 1000)} s.`;
  const fix = "Look at the queue's age and the worker's log, or give it more time: --timeout 300s";
  return { code: "smoke-late", message, subject: `${type} job`, fix };
}

function unseen(name: string, worker: string): Step {
  const message = `No log line of ${worker} has the job's correlation id, so its version is not known.`;
  const finding = { code: "version-unseen", message, subject: worker, fix: "May you read the function's log group?" };
  return { name, status: "undecided", reason: "the answering version is not known", findings: [finding] };
}
