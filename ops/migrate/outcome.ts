import type { Finding, Step } from "../report.ts";
import type { StageMigration } from "./stage-migration.ts";
import type { Told } from "./told.ts";

/** What one way of working found out: for programs, and for a person. */
export type Outcome = { readonly steps: readonly Step[]; readonly told: Told };

/** Where a command tells how far it is while it works; never the answer. */
export type Screen = {
  readonly stream: { write(text: string): unknown; readonly isTTY: boolean; readonly columns?: number };
  readonly note: (line: string) => void;
};

/** One way of working on a stage's table. */
export type Way<Work> = (
  at: { readonly stage: StageMigration; readonly work: Work; readonly screen: Screen },
  signal: AbortSignal,
) => Promise<Outcome>;

/** A step that failed for one finding, which is also all there is to tell. */
export function stoppedBy(name: string, finding: Finding, head: string): Outcome {
  return { steps: [{ name, status: "failed", findings: [finding] }], told: { head, body: [], next: [] } };
}
