import { killEverywhere, type Tally } from "./migration/kill-everywhere.ts";
import { killNine } from "./migration/kill-nine.ts";
import { legacyItems } from "./migration/legacy-items.ts";
import { legacyJobId } from "./migration/legacy-jobs.ts";
import type { Row } from "./row.ts";

/** Two of each shape for the exhaustive part. */
const SMALL = 24;
const LARGER = 360;
const SAMPLES = [
  { after: legacyJobId(40), next: "resume" },
  { after: legacyJobId(200), next: "resume" },
  { after: legacyJobId(120), next: "roll back" },
  { after: legacyJobId(300), next: "roll back" },
] as const;

/** Tables that are, byte for byte, what an uninterrupted run leaves (or what was there, after a rollback), of all that were tried. */
export const migrationKill: Row = {
  name: "migration-kill",
  work: "kill a run at each of its awaits, and the command with SIGKILL; then resume, or roll back",
  peer: "an uninterrupted run",
  target: { text: "equal every time", met: (ratio) => ratio === 1 },
  async measure(signal) {
    const { resumed, rolledBack, rollbackResumed } = await killEverywhere(legacyItems(SMALL), signal);
    const command = await killNine({ items: legacyItems(LARGER), samples: SAMPLES }, signal);
    const tallies = [resumed, rolledBack, rollbackResumed, command];
    const sum = (figure: (tally: Tally) => number) => tallies.reduce((total, tally) => total + figure(tally), 0);
    const told = ({ equal, tried }: Tally) => `${equal} of ${tried}`;
    return {
      ours: sum(({ equal }) => equal),
      peer: sum(({ tried }) => tried),
      unit: "tables",
      notes: [
        `  migration-kill: equal after resuming ${told(resumed)}, after rolling back ${told(rolledBack)}, after resuming a killed rollback ${told(rollbackResumed)}`,
        `  migration-kill: equal after SIGKILL of ops migrate-schema on the embedded AWS ${told(command)}`,
      ],
    };
  },
};
