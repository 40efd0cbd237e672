import type { GateNote } from "./gate.ts";
import type { GateStep } from "./gate-step.ts";

/** What every step looks at, for `ops gate --list`. */
export function listText(plan: readonly GateStep[]): string {
  const width = Math.max(0, ...plan.map(({ name }) => name.length));
  return plan
    .map(({ name, explains, needs = [] }) => {
      const after = needs.length === 0 ? "" : ` Needs: ${needs.join(", ")}.`;
      return `${name.padEnd(width)}  ${explains}${after}`;
    })
    .join("\n");
}

/** The same as data. */
export function listed(plan: readonly GateStep[]): { name: string; explains: string; needs: readonly string[] }[] {
  return plan.map(({ name, explains, needs = [] }) => ({ name, explains, needs }));
}

/** One line of progress. */
export function noteText({ name, verdict, took }: GateNote): string {
  return `${name}: ${verdict} (${(took / 1_000).toFixed(1)} s)\n`;
}
