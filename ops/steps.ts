import { OpsFailure } from "./failure.ts";
import type { Step } from "./report.ts";

/** One step of a command: what it found as steps of the report, from what the steps before it brought. */
export type StepPlan<Brought extends object> = {
  name: string;
  run: (brought: Brought) => Promise<{ brings?: Partial<Brought>; steps: readonly Step[] }>;
};

/**
 * Runs steps in order. A step that could not read what it needs is undecided with the reason, and those after it are
 * listed as skipped because of it; anything else that is thrown goes on to the caller.
 */
export async function runSteps<Brought extends object>(
  plans: readonly StepPlan<Brought>[],
  first: Brought,
): Promise<Step[]> {
  const done: Step[] = [];
  let brought = first;
  for (const [at, { name, run }] of plans.entries()) {
    try {
      const { brings, steps } = await run(brought);
      brought = { ...brought, ...brings };
      done.push(...steps);
    } catch (error) {
      if (!(error instanceof OpsFailure) || error.exitCode !== 3) throw error;
      const finding = { code: "unreadable", message: error.message, subject: name, fix: error.fix };
      done.push({ name, status: "undecided", reason: "could not be read", findings: [finding] });
      const rest = plans.slice(at + 1);
      return [
        ...done,
        ...rest.map((each) => ({
          name: each.name,
          status: "skipped" as const,
          reason: `blocked by ${name}`,
          findings: [],
        })),
      ];
    }
  }
  return done;
}
