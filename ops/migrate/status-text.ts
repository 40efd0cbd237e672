import type { RunStatus, SegmentStatus } from "../../runtime/migrating/run-types.ts";
import { columns } from "./columns.ts";
import { ago, bar, counted, dollars, inOrder, timeSpan, whole } from "./figures.ts";
import { labelled } from "./told.ts";

const BAR = 30;

/** Where a run stands, for a person: at most 80 columns wide. `now` in epoch milliseconds. */
export function statusLines(status: RunStatus, now: number): string[] {
  const { counts, control } = status;
  const done = Math.floor(100 * status.progress);
  return [
    `  ${bar(status.progress, BAR)} ${done} %  ${whole(counts.scanned)} of about ${counted(status.approximateItems, "item")}`,
    "",
    ...labelled([
      ["run", `${status.run} of ${status.parameters.migration}, ${STATES[status.state]}`],
      ["segments", segmentWords(status.segments)],
      ["items", itemWords(status)],
      ["rate", `${rateWords(status)}${control.paused ? "; paused" : ""}`],
      [
        "trouble",
        `${counted(counts.races, "lost race")}, ${counts.retries === 1 ? "1 retry" : `${whole(counts.retries)} retries`}`,
      ],
      [
        "spent",
        `${dollars(status.dollars)}: ${whole(counts.writeUnits)} write and ${whole(counts.readUnits)} read units`,
      ],
      ["time", timeWords(status, now)],
    ]),
    ...countTable("shape", counts.shapes),
    ...countTable("quarantined for", counts.reasons),
  ];
}

/** What each state of a run means. */
export const STATES = {
  applying: "begun and not ended",
  incomplete: "gone through, with contended items left",
  applied: "applied",
  "rolling-back": "on its way back",
  "rolled-back": "rolled back",
} as const satisfies Record<RunStatus["state"], string>;

function segmentWords(segments: readonly SegmentStatus[]): string {
  const by = new Map<string, number>();
  for (const { state } of segments) by.set(state, (by.get(state) ?? 0) + 1);
  const parts = (["done", "scanning", "contended", "waiting"] as const).filter((state) => by.has(state));
  return `${parts.map((state) => `${by.get(state)} ${state}`).join(", ")} of ${segments.length}`;
}

function itemWords({ counts }: RunStatus): string {
  return [
    `${whole(counts.migrated)} migrated`,
    `${whole(counts.canonical)} canonical already`,
    `${whole(counts.quarantined)} quarantined`,
    `${whole(counts.deleted)} deleted meanwhile`,
    `${whole(counts.contended)} contended`,
  ].join(", ");
}

/** `312 items/s, 98 write units/s`, and the cap where there is one. */
function rateWords({ itemsPerSecond, writeUnitsPerSecond, control, parameters: { rate } }: RunStatus): string {
  const cap = control.maxWcu ?? rate.maxWcu;
  const limit =
    cap !== undefined ? `at most ${whole(cap)}` : rate.maxPercent !== undefined ? `at most ${rate.maxPercent} %` : "";
  return `${whole(itemsPerSecond)} items/s, ${whole(writeUnitsPerSecond)} write units/s${limit === "" ? "" : ` (${limit})`}`;
}

function timeWords({ startedAt, updatedAt, secondsLeft, state }: RunStatus, now: number): string {
  const left = state !== "applying" || secondsLeft === undefined ? "" : `, about ${timeSpan(secondsLeft)} to go`;
  return `begun ${ago(startedAt, now)}, last heard of ${ago(updatedAt, now)}${left}`;
}

function countTable(head: string, counts: Readonly<Record<string, number>>): string[] {
  const rows = inOrder(counts).filter(([, count]) => count > 0);
  if (rows.length === 0) return [];
  const heads = [
    { head, side: "left" },
    { head: "items", side: "right" },
  ] as const;
  return ["", ...columns({ heads, rows: rows.map(([name, count]) => [name, whole(count)]) })];
}
