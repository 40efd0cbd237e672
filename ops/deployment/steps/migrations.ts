import type { Step } from "../../report.ts";
import { type DeploymentStep, holds, skipped } from "../step.ts";

/** Changes of the stored jobs that the new code cannot do without. */
export const migrationsFirst = migrations({
  when: "first",
  explains: "Applies the migrations without which the new code cannot run.",
});

/** Changes of the stored jobs that wait until no old code runs any more. */
export const migrationsLast = migrations({
  when: "last",
  explains: "Applies the migrations that wait until no old code runs any more.",
});

function migrations({ when, explains }: { when: "first" | "last"; explains: string }): DeploymentStep {
  const name = `migrations ${when}`;
  return {
    name,
    explains,
    async run({ ports, record, remember }, signal) {
      const begun = record.migrations.filter((one) => one.when === when).map(({ id }) => id);
      const pending = await ports.migrations.pending(when, signal);
      const fresh = pending.filter((id) => !begun.includes(id));
      if (begun.length + fresh.length === 0) return [skipped(name, "none is pending")];
      if (fresh.length > 0) {
        await remember({ migrations: [...record.migrations, ...fresh.map((id) => ({ id, when }))] });
      }
      const lines: Step[] = [];
      for (const id of [...begun, ...fresh]) {
        lines.push(...named(name, await ports.migrations.apply(id, signal)));
        if (!holds(lines)) break;
      }
      return lines;
    },
    async undo({ ports, record }, signal) {
      const lines: Step[] = [];
      for (const { id } of record.migrations.filter((one) => one.when === when).toReversed()) {
        if (when === "first" && !ports.migrations.goesBack(id)) {
          lines.push(skipped(`undo ${name}: ${id}`, "it cannot go back, and stays: the code of before ran beside it"));
          continue;
        }
        lines.push(...(await ports.migrations.rollback(id, signal)));
        if (!holds(lines)) break;
      }
      return lines;
    },
  };
}

function named(name: string, lines: readonly Step[]): readonly Step[] {
  return lines.map((line) => ({ ...line, name: `${name}: ${line.name}` }));
}
