import { setTimeout } from "node:timers/promises";
import { deploymentsOf } from "../history.ts";
import type { Source } from "../ports.ts";
import type { DeploymentRecord } from "../record.ts";
import { verifiedOf } from "../verified-source.ts";
import { checkoutSource } from "./source.ts";
import { stageLedger } from "./stage-ledger.ts";

const sleep = (milliseconds: number, signal: AbortSignal) => setTimeout(milliseconds, undefined, { signal });

/** The newest deployment that was verified in the preview stage, made of this source and not gone back from since; undefined when there is none. */
export async function previewRecord(
  source: Pick<Source, "commit" | "digest">,
  signal: AbortSignal,
): Promise<DeploymentRecord | undefined> {
  const ledger = await stageLedger("preview", signal);
  if (ledger === undefined) return undefined;
  return verifiedOf(await deploymentsOf({ ledger, sleep }, signal), source);
}

/** How long what the gate said of the preview stage's deployment holds for production, in milliseconds. */
const GATE_HOLDS = 15 * 60_000;

/**
 * The preview stage's deployment that the gate has judged a short while ago, with the same files and with the settings that
 * its stage has now; undefined when the gate has to judge again. `now` in epoch milliseconds.
 */
export async function gateJudgedAs(
  { source, project, now }: { readonly source: Source; readonly project: string | undefined; readonly now: number },
  signal: AbortSignal,
): Promise<string | undefined> {
  const record = await previewRecord(source, signal);
  if (record === undefined || record.source.digest !== source.digest) return undefined;
  const age = now - record.updatedAt;
  if (age < 0 || age > GATE_HOLDS) return undefined;
  const { settings } = await checkoutSource({ stage: "preview", project }).read(signal);
  return record.source.settings === settings ? record.id : undefined;
}
