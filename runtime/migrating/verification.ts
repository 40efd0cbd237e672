import type { Counts, Verification, VerificationProblem } from "./run-types.ts";

type Code = VerificationProblem["code"];
type Imaged = "unchanged" | "changedSince" | "deleted";

const EXAMPLES = 10;

const SENTENCES: Record<Code, string> = {
  "not-canonical":
    "Items that the migration can bring up to date are not: they were created or written while it ran. Apply it again.",
  "unlisted-quarantine":
    "Items cannot be brought up to date and are not on the run's list: they were changed since. Apply it again to list them.",
  "counts-differ":
    "The run's counts are not those of its logs. Restore the archive's objects from their older versions.",
  "down-differs":
    "Transforming items back does not give what they were. Keep the undo log, and roll back by image if they are to go back.",
  "image-damaged": "Before-images are not what was archived. Restore the archive's objects from their older versions.",
  "run-not-ended":
    "The run has not ended or was rolled back, so there is nothing to hold it to. Apply it to its end first.",
};

/** What has been found while a run is verified. */
export type FoundSoFar = {
  item(what: "canonical" | "quarantined"): void;
  imaged(what: Imaged): void;
  /** Notes one more item, or thing, that a problem has. */
  problem(code: Code, id: string): void;
  verdict(run: { readonly counts: Counts; readonly listed: number }): Verification;
};

/** Collects what is found of a run, and says what it comes to. */
export function verification(run: string): FoundSoFar {
  const items = { canonical: 0, quarantined: 0 };
  const images = { unchanged: 0, changedSince: 0, deleted: 0 };
  const problems = new Map<Code, { count: number; ids: string[] }>();
  const problem = (code: Code, id: string) => {
    const known = problems.get(code) ?? { count: 0, ids: [] };
    known.count += 1;
    if (known.ids.length < EXAMPLES) known.ids.push(id);
    problems.set(code, known);
  };
  const countOf = (code: Code) => problems.get(code)?.count ?? 0;
  return {
    item(what) {
      items[what] += 1;
    },
    imaged(what) {
      images[what] += 1;
    },
    problem,
    verdict({ counts, listed }) {
      for (const name of unequal(counts, { images, listed })) problem("counts-differ", name);
      const read = items.canonical + items.quarantined + countOf("not-canonical") + countOf("unlisted-quarantine");
      const told = [...problems].map(([code, { count, ids }]) => ({ code, count, ids, sentence: SENTENCES[code] }));
      const verdict = told.length === 0 ? "passed" : countOf("run-not-ended") > 0 ? "undecided" : "failed";
      return { run, verdict, items: read, ...items, ...images, problems: told };
    },
  };
}

type Logs = { readonly images: Record<Imaged, number>; readonly listed: number };

/** Names of the run's counts that its logs contradict. Who else brought an item up to date, or removed it, shows in neither. */
function unequal(counts: Counts, { images, listed }: Logs): string[] {
  const imaged = images.unchanged + images.changedSince + images.deleted;
  const outcomes = counts.migrated + counts.canonical + counts.quarantined + counts.deleted + counts.contended;
  const sums = {
    imaged: imaged === counts.imaged,
    migrated: images.unchanged <= counts.migrated && counts.migrated <= imaged,
    quarantined: counts.quarantined <= listed,
    scanned: outcomes === counts.scanned,
  };
  return Object.entries(sums).flatMap(([name, holds]) => (holds ? [] : [name]));
}
