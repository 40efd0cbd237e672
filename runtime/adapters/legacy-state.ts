import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import type { JobState } from "../domain/job.ts";
import type { Item } from "./attribute.ts";
import { type JobReading, readRecord } from "./job-reading.ts";
import type { JobRecord } from "./job-record.ts";
import { recordOf } from "./job-upgrade.ts";

/** How far a job is whose item may be an older one: all of that is read. Throws `invalid-record` when it cannot be. */
export async function readState(reading: JobReading, signal: AbortSignal): Promise<JobState | undefined> {
  const record = await readRecord(reading, signal);
  return record && stateOf(record);
}

/** An item as a table's stream has it: like the table's own, but binary is base64 text. */
export type Image = Readonly<Record<string, unknown>>;

/** How far the job is that an older item in a table's stream stands for; nothing when it stands for none that can be read. */
export async function stateInImage(image: Image): Promise<JobState | undefined> {
  try {
    return stateOf(await recordOf(itemOf(image)));
  } catch (error) {
    if (error instanceof Failure && error.code === "invalid-record") return undefined;
    throw error;
  }
}

function stateOf({ job: { id, status, updatedAt } }: JobRecord): JobState {
  return { id, status, updatedAt };
}

function itemOf(image: Image): Item {
  return Object.fromEntries(Object.entries(image).map(([name, attribute]) => [name, attributeOf(attribute)]));
}

function attributeOf(attribute: unknown): AttributeValue {
  const { B, BS, L, M } = attribute as { B?: string; BS?: string[]; L?: unknown[]; M?: Image };
  if (B !== undefined) return { B: Buffer.from(B, "base64") };
  if (BS !== undefined) return { BS: BS.map((text) => Buffer.from(text, "base64")) };
  if (L !== undefined) return { L: L.map(attributeOf) };
  if (M !== undefined) return { M: itemOf(M) };
  return attribute as AttributeValue;
}
