import { type Step, type Verdict, verdictOf } from "../report.ts";
import type { GateContext, GateStep } from "./gate-step.ts";
import { undecidedWhereUnread } from "./undecided.ts";

/** One step is done; `took` in milliseconds. */
export type GateNote = { readonly name: string; readonly verdict: Verdict | "skipped"; readonly took: number };

export type GateArgs = {
  readonly plan: readonly GateStep[];
  readonly context: GateContext;
  readonly note: (note: GateNote) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/**
 * Runs the gate's steps in order. A step whose needs did not pass is listed as skipped with the reason, the others still run;
 * one that could not read something is undecided. An interruption is thrown as `unreadable`.
 */
export async function runGate({ plan, context, note, now }: GateArgs, signal: AbortSignal): Promise<Step[]> {
  const done: Step[] = [];
  const stopped = new Set<string>();
  for (const gateStep of plan) {
    const started = now();
    const blocking = (gateStep.needs ?? []).filter((name) => stopped.has(name));
    const steps = blocking.length > 0 ? [skipped(gateStep, blocking)] : await judged(gateStep, context, signal);
    const verdict = blocking.length > 0 ? "skipped" : verdictOf(steps);
    if (verdict !== "passed") stopped.add(gateStep.name);
    done.push(...steps);
    note({ name: gateStep.name, verdict, took: now() - started });
  }
  return done;
}

function skipped({ name }: GateStep, blocking: readonly string[]): Step {
  return { name, status: "skipped", reason: `blocked by ${blocking.join(" and ")}`, findings: [] };
}

async function judged(gateStep: GateStep, context: GateContext, signal: AbortSignal): Promise<readonly Step[]> {
  const { name } = gateStep;
  const steps = await undecidedWhereUnread({ name, signal }, () => gateStep.run(context, signal));
  return "name" in steps ? [steps] : steps;
}
