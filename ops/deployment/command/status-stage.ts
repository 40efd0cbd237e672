import { readEntry } from "../../../runtime/migrating/ledger-writing.ts";
import { badInput } from "../../failure.ts";
import { counted } from "../../migrate/figures.ts";
import { FIGURES } from "../../migrate/told.ts";
import type { Step } from "../../report.ts";
import { deploymentsOf, liveOf, unfinishedOf } from "../history.ts";
import type { DeploymentPorts } from "../ports.ts";
import type { DeploymentRecord } from "../record.ts";
import type { DeploymentOutcome } from "./answer.ts";
import type { DeployWork } from "./deploy-options.ts";
import { nextAfter } from "./next-commands.ts";
import { recordLines, recordTable } from "./record-lines.ts";

type StatusWork = Extract<DeployWork, { kind: "status" }>;
type StatusPorts = Pick<DeploymentPorts, "ledger" | "sleep" | "now">;

/** The deployments in the ledger, or one of them with its steps; it is no finding how they stand. */
export async function statusStage(
  { ports, work }: { readonly ports: StatusPorts; readonly work: StatusWork },
  signal: AbortSignal,
): Promise<DeploymentOutcome> {
  const records = await deploymentsOf(ports, signal);
  const holder = await holderOf(ports, signal);
  const told = { stage: work.stage, records, holder, now: ports.now() };
  return work.id === undefined ? allOutcome(told) : oneOutcome(told, work.id);
}

type Standing = {
  readonly stage: DeploymentRecord["stage"];
  readonly records: readonly DeploymentRecord[];
  /** Who is at work on the stage's deployment now. */
  readonly holder: string | undefined;
  readonly now: number;
};

const SHOWN = 20;

function allOutcome({ stage, records, holder, now }: Standing): DeploymentOutcome {
  const live = liveOf(records);
  const unfinished = unfinishedOf(records);
  const head = live === undefined ? `${stage}: no deployment is live` : `${stage}: ${live.id} is live`;
  const open = unfinished === undefined ? "" : `; ${unfinished.id} is not finished (${unfinished.state})`;
  const rest = records.length - SHOWN;
  return {
    steps: [stepOf(counted(records.length, "deployment"), { stage, witness: { records } })],
    shows: "figures",
    told: {
      head: `${head}${open}`,
      body: [
        ...(records.length === 0 ? ["  The ledger is empty."] : recordTable(records.slice(-SHOWN), now)),
        ...(rest > 0 ? [`  and ${counted(rest, "older one")}`] : []),
        ...workLines(holder),
      ],
      next: unfinished === undefined ? [] : nextAfter(unfinished),
    },
  };
}

function oneOutcome({ stage, records, holder, now }: Standing, id: string): DeploymentOutcome {
  const record = records.find((each) => each.id === id);
  if (record === undefined) {
    const last = records.slice(-3).map((each) => each.id);
    throw badInput(
      `There is no deployment ${id} in the ledger of ${stage}.`,
      last.length === 0 ? "There is none at all yet." : `The last ones are ${last.join(", ")}`,
    );
  }
  const isOpen = unfinishedOf(records)?.id === id;
  return {
    steps: [stepOf(`${id}, ${record.state}`, { stage, witness: { record } })],
    shows: "figures",
    told: {
      head: `${stage}: ${id} is ${record.state}`,
      body: [...recordLines(record, now), ...(isOpen ? workLines(holder) : [])],
      next: isOpen ? nextAfter(record) : [],
    },
  };
}

function stepOf(detail: string, { stage, witness }: { readonly stage: string; readonly witness: unknown }): Step {
  const figures = { code: FIGURES, subject: stage, message: detail, witness };
  return { name: "status", status: "passed", detail, findings: [figures] };
}

function workLines(holder: string | undefined): readonly string[] {
  return holder === undefined ? [] : ["", `  At work, or gone without a word: ${holder}`];
}

/** Whoever has the right to change the stage's deployment, as its lease says. */
async function holderOf(ports: StatusPorts, signal: AbortSignal): Promise<string | undefined> {
  const { value } = await readEntry(ports, { run: "lease", entry: "deployment" }, signal);
  if (value.held !== true) return undefined;
  const since = typeof value.since === "number" ? `, since ${new Date(value.since).toISOString()}` : "";
  return `${value.purpose}, begun by ${value.who}${since}`;
}
