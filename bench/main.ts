import { canary } from "./canary.ts";
import { coldImport } from "./cold-import.ts";
import { extractPages } from "./extract-pages.ts";
import { failover } from "./failover.ts";
import { handlerBundle } from "./handler-bundle.ts";
import { handlerOverhead } from "./handler-overhead.ts";
import { isolationProof } from "./isolation-proof.ts";
import { lostUpdates } from "./lost-updates.ts";
import { migrationCap } from "./migration-cap.ts";
import { migrationKill } from "./migration-kill.ts";
import { migrationMemory } from "./migration-memory.ts";
import { migrationRate } from "./migration-rate.ts";
import type { Outcome, Row } from "./row.ts";
import { urlNormalise } from "./url-normalise.ts";

const words = process.argv.slice(2);

const PAGES_HELP =
  "--pages FOLDER  for extract-pages: other pages than our own, as NAME.html beside NAME.txt (the expected main text), or as the\n" +
  "                article extraction benchmark has them: ground-truth.json and html/NAME.html.gz";

const ROWS: readonly Row[] = [
  isolationProof,
  urlNormalise,
  handlerOverhead,
  handlerBundle,
  coldImport,
  failover,
  canary,
  extractPages(option("--pages")),
  lostUpdates,
  migrationRate,
  migrationCap,
  migrationKill,
  migrationMemory,
];

if (words.includes("--help")) {
  process.stdout.write(help());
  process.exit(0);
}
const wanted = option("--row");
const chosen = ROWS.filter(({ name }) => wanted === undefined || name === wanted);
if (chosen.length === 0) {
  process.stderr.write(`There is no row "${wanted}". Rows: ${ROWS.map(({ name }) => name).join(", ")}\n`);
  process.exit(2);
}

const outcomes: Outcome[] = [];
for (const row of chosen) {
  process.stderr.write(`${row.name}: ${row.work}; against ${row.peer}\n`);
  outcomes.push(await run(row));
}
process.stdout.write(words.includes("--json") ? `${JSON.stringify(outcomes, null, 2)}\n` : table(outcomes));
if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1;

/** The word after an option; undefined where the option is not given. */
function option(name: string): string | undefined {
  return words.includes(name) ? words[words.indexOf(name) + 1] : undefined;
}

async function run(row: Row): Promise<Outcome> {
  const { name, target } = row;
  try {
    const seen = await row.measure(AbortSignal.timeout(600_000));
    const ratio = seen.ours / seen.peer;
    return { name, target: target.text, ok: target.met(ratio, seen.ours), ...seen, ratio };
  } catch (error) {
    return { name, target: target.text, ok: false, failure: error instanceof Error ? error.message : String(error) };
  }
}

function help(): string {
  const width = Math.max(...ROWS.map(({ name }) => name.length));
  const rows = ROWS.map(
    ({ name, work, peer, target }) => `  ${name.padEnd(width)}  ${work}; against ${peer}; ${target.text}`,
  );
  return `npm run bench -- [--row NAME] [--json] [--pages FOLDER]\n\nMeasures ours and the peer side by side. Rows:\n${rows.join("\n")}\n\n${PAGES_HELP}\n`;
}

function table(outcomes: readonly Outcome[]): string {
  const head = ["row", "ours", "peer", "ratio", "target", "ok"];
  const rows = outcomes.map((outcome) => {
    const mark = outcome.ok ? "yes" : "no";
    if ("failure" in outcome) return [outcome.name, "-", outcome.failure, "-", outcome.target, mark];
    const { name, ours, peer, unit, ratio, target } = outcome;
    const shown = (figure: number) =>
      `${figure < 100 ? figure.toPrecision(3) : Math.round(figure).toLocaleString("en")} ${unit}`;
    return [name, shown(ours), shown(peer), `${ratio.toPrecision(3)} ×`, target, mark];
  });
  const notes = outcomes.flatMap((outcome) => ("notes" in outcome ? outcome.notes : []));
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(" · ")
      .trimEnd();
  return `${[head, ...rows].map(line).concat(notes).join("\n")}\n`;
}
