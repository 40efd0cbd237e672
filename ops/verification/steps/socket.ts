import * as z from "zod";
import { unreadable } from "../../failure.ts";
import type { Finding, Step } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { type OpenSocket, openSocket } from "../open-socket.ts";
import { removeJob } from "../remove-job.ts";
import { smokePage } from "../smoke-page.ts";
import { submitJob } from "../submit-job.ts";
import { type Asked, brought, type Found, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

const Ticket = z.object({ ticket: z.string() });

/** A job may be done before the subscription is: then nothing is left to announce, and another is tried. */
const TRIES = 3;

/** Ticket, connection, subscription, and an announcement of a change that came after it. */
export const socket: VerificationStep = {
  name: "socket",
  needs: ["stack outputs", "functions", "secrets", "event sources"],
  async run(asked, signal) {
    const outputs = brought(asked.found.outputs);
    const masterKey = brought(asked.found.masterKey);
    const correlationId = `${asked.id}-socket`;
    const { status, body } = await asked.door.call(
      { outputs, masterKey, path: "/socket-tickets", body: {}, correlationId },
      signal,
    );
    const ticket = Ticket.safeParse(body).data?.ticket;
    if (ticket === undefined) {
      throw unreadable(`The API answered ${status} instead of a ticket.`, "Look at the api function's log.");
    }
    const open = await openSocket({ socketUrl: outputs.socketUrl, ticket }, signal);
    try {
      for (let tried = 1; tried <= TRIES; tried += 1) {
        const step = await announced({ ...asked, open, correlationId: `${correlationId}-${tried}` }, signal);
        if (step !== undefined) return { steps: [step] };
      }
    } finally {
      open.close();
    }
    const finding = {
      code: "socket-overtaken",
      message: `${TRIES} jobs were done before the socket could follow them.`,
      subject: "socket",
      fix: "Give a page that takes longer: --smoke-url URL",
    };
    return {
      steps: [{ name: this.name, status: "undecided", reason: "nothing was left to announce", findings: [finding] }],
    };
  },
};

type Following = Asked & { found: Found; open: OpenSocket; correlationId: string };

/** One job followed to its end; undefined when it was done before the subscription. */
async function announced(asked: Following, signal: AbortSignal): Promise<Step | undefined> {
  const { open, correlationId, timeoutMilliseconds, found } = asked;
  const outputs = brought(found.outputs);
  const { region, jobsTable } = outputs;
  const functions = brought(found.functions);
  const url = smokePage({ asked: asked.smokeUrl, functions });
  const name = socket.name;
  const to = { door: asked.door, outputs, masterKey: brought(found.masterKey), correlationId };
  const submitted = await submitJob({ ...to, type: "async", url }, signal);
  if ("refused" in submitted) return judgedStep({ name, findings: [submitted.refused] });
  const { id } = submitted;
  try {
    open.subscribe(id);
    const began = performance.now();
    const ask = async () => {
      const of = open.frames.filter((frame) => frame.type === "error" || frame.job.id === id);
      const [first] = of;
      if (first?.type === "error" || (first?.type === "job" && isOver(first.job.status))) return of;
      return of.some((frame) => frame.type === "job" && isOver(frame.job.status)) ? of : undefined;
    };
    const told = await waitUntil({ milliseconds: timeoutMilliseconds, ask }, signal);
    const error = told?.find((frame) => frame.type === "error");
    if (error !== undefined)
      return judgedStep({ name, findings: [silent(`The socket refused: ${error.error.message}`)] });
    if (told === undefined) {
      const seconds = Math.round(timeoutMilliseconds / 1000);
      return judgedStep({ name, findings: [silent(`No announcement of the job's end came in ${seconds} s.`)] });
    }
    if (told.length === 1) return undefined;
    const milliseconds = Math.round(performance.now() - began);
    const detail = `ticket, connection, subscription; the job's end was announced after ${milliseconds} ms`;
    return judgedStep({ name, detail, findings: [] });
  } finally {
    const submissionsTable = functions.find((one) => one.name === "api")?.variables.SUBMISSIONS_TABLE ?? "";
    await removeJob({ region, jobsTable, submissionsTable, id, correlationId });
  }
}

function isOver(status: string): boolean {
  return status === "completed" || status === "failed";
}

function silent(message: string): Finding {
  return { code: "socket-silent", message, subject: "socket", fix: "Look at the logs of notify and ws-default." };
}
