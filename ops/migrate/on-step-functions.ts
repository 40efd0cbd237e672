import { SFN } from "@aws-sdk/client-sfn";
import { Failure } from "../../runtime/domain/failure.ts";
import type { MigrationExecution } from "../../runtime/domain/migration-workers.ts";
import { type Lease, takeLease } from "../../runtime/migrating/lease.ts";
import type { Application } from "../../runtime/migrating/run.ts";
import { beginRun } from "../../runtime/migrating/run-beginning.ts";
import type { RunStatus } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import { releasedOnFailure } from "../../runtime/migrating/under-lease.ts";
import { badInput } from "../failure.ts";
import type { Applier } from "./applier.ts";
import { brokenOffReason } from "./broken-off-reason.ts";

const LOOKED_AT_EVERY = 1_000;

/**
 * Has the segments of a run worked on by the stage's state machine: begins or resumes the run, starts the machine, and
 * follows it until it has ended. Whoever stops following stops nothing. Throws `unavailable` with the machine's reason when
 * it ended before the run did, and bad input where the stage has no machine.
 */
export const runOnStepFunctions: Applier = async ({ stage, application }, signal) => {
  const { ports, migration } = application;
  const { migrationWorkers: machine, region } = stage.outputs;
  if (machine === undefined || machine === null) {
    throw badInput(
      `${stage.stage} has no state machine for migrations.`,
      `Set atlas-codex:migrationWorkers: step-functions in Pulumi.${stage.stage}.yaml and deploy, or leave --on away.`,
    );
  }
  const client = new SFN({ region });
  try {
    const lease = await takeLease(ports, { purpose: `applying ${migration.id} on Step Functions` }, signal);
    const started = await releasedOnFailure(lease, () => start({ application, client, lease, machine }, signal));
    return await follow({ ...started, application, client, lease }, signal);
  } finally {
    client.destroy();
  }
};

type Starting = {
  readonly application: Application;
  readonly client: SFN;
  readonly lease: Lease;
  readonly machine: string;
};

type Started = { readonly run: string; readonly executionArn: string };

/** Starts the machine on the segments that are not done; the workers join the lease by the number that the run carries. */
async function start({ application, client, lease, machine }: Starting, signal: AbortSignal): Promise<Started> {
  const { ports } = application;
  const { run, fence } = await beginRun(application, lease, signal);
  const { segments } = await statusOf({ ports, run }, signal);
  const open = segments.filter(({ state }) => state !== "done").map(({ segment }) => segment);
  const input = JSON.stringify({ run, segments: open } satisfies MigrationExecution);
  try {
    const execution = { stateMachineArn: machine, name: `${run}-${fence}`, input };
    const { executionArn = "" } = await client.startExecution(execution, { abortSignal: signal });
    return { run, executionArn };
  } catch (cause) {
    signal.throwIfAborted();
    const why = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new Failure("unavailable", `The state machine ${machine} could not be started: ${why}`, { cause });
  }
}

type Following = Omit<Starting, "machine"> & Started;

async function follow(following: Following, signal: AbortSignal): Promise<RunStatus> {
  const { application, client, lease, run, executionArn } = following;
  const { ports, onProgress, mayGoOn } = application;
  for (;;) {
    const { status } = await client.describeExecution({ executionArn }, { abortSignal: signal });
    const now = await statusOf({ ports, run }, signal);
    onProgress?.(now);
    if (status !== "RUNNING" && status !== "PENDING_REDRIVE") {
      if (now.state === "applied" || now.state === "incomplete") return now;
      throw new Failure("unavailable", await brokenOffReason({ client, executionArn, run }, signal));
    }
    if (mayGoOn?.() === false) return now;
    if (now.segments.every(({ attempts }) => attempts === 0)) await keep(lease, signal);
    await ports.sleep(LOOKED_AT_EVERY, signal);
  }
}

/** Keeps the lease until the first worker does; the last one may have released it meanwhile. */
async function keep(lease: Lease, signal: AbortSignal): Promise<void> {
  await lease.confirm(signal).catch((error: unknown) => {
    if (!(error instanceof Failure && error.code === "lost-race")) throw error;
  });
}
