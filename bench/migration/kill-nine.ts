import { setTimeout as pause } from "node:timers/promises";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../runtime/migrating/ports.ts";
import { allItems, type BenchAws, putAll, startBenchAws } from "./bench-aws.ts";
import { canonicalItem } from "./canonical-item.ts";
import type { Tally } from "./kill-everywhere.ts";
import { memoryWorld, tableBytes } from "./memory-world.ts";
import { makeOpsStage, type OpsStage } from "./ops-stage.ts";

const LOOK_EVERY_MILLISECONDS = 5;

type Sample = {
  /** The process is killed as soon as this job is migrated. */
  readonly after: string;
  readonly next: "resume" | "roll back";
};

/** Kills the real command with SIGKILL on tables of the embedded AWS, at once for all samples, then resumes or rolls back. */
export async function killNine(
  { items, samples }: { readonly items: readonly Item[]; readonly samples: readonly Sample[] },
  signal: AbortSignal,
): Promise<Tally> {
  const aws = await startBenchAws(signal);
  try {
    const outcomes = await Promise.all(
      samples.map((sample, at) => killOne({ aws, name: `killed-${at}`, items, sample }, signal)),
    );
    return { tried: outcomes.length, equal: outcomes.filter(Boolean).length };
  } finally {
    await aws.stop();
  }
}

type One = { readonly aws: BenchAws; readonly name: string; readonly items: readonly Item[]; readonly sample: Sample };

async function killOne({ aws, name, items, sample }: One, signal: AbortSignal): Promise<boolean> {
  const { dynamo } = aws;
  const stage = await makeOpsStage({ aws, name });
  try {
    await putAll({ dynamo, name: stage.jobsTable, items }, signal);
    const command = stage.start(["--apply"], signal);
    await migrated({ aws, stage, id: sample.after }, signal);
    if (!(await command.kill())) throw new Error(`${name}: the command had ended before it was killed.`);
    if (sample.next === "resume") await stage.migrate(["--apply"], signal);
    else await stage.migrate(["--rollback", await runOf({ aws, stage }), "--apply"], signal);
    const now = tableBytes(memoryWorld(await allItems({ dynamo, name: stage.jobsTable })));
    return now === tableBytes(memoryWorld(sample.next === "resume" ? items.map(canonicalItem) : items));
  } finally {
    await stage.remove();
  }
}

async function migrated(
  { aws: { dynamo }, stage, id }: { readonly aws: BenchAws; readonly stage: OpsStage; readonly id: string },
  signal: AbortSignal,
): Promise<void> {
  const look = new GetItemCommand({ TableName: stage.jobsTable, Key: { id: { S: id } }, ConsistentRead: true });
  for (;;) {
    const { Item: item } = await dynamo.send(look, { abortSignal: signal });
    if (item?.schemaVersion?.N === "13") return;
    await pause(LOOK_EVERY_MILLISECONDS, undefined, { signal });
  }
}

async function runOf({
  aws: { dynamo },
  stage,
}: {
  readonly aws: BenchAws;
  readonly stage: OpsStage;
}): Promise<string> {
  const entries = await allItems({ dynamo, name: stage.operationsTable });
  const run = entries.find(({ entry }) => entry?.S === "run")?.run?.S;
  if (run === undefined) throw new Error("The command began no run.");
  return run;
}
