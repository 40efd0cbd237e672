import type { Migration } from "../migrations/migration.ts";
import { plainOf } from "../migrations/plain.ts";
import { imageHash, unknownAttribute } from "./image.ts";
import { persistently } from "./persistence.ts";
import type { Item, Position } from "./ports.ts";
import { readQuarantine } from "./quarantine-list.ts";
import type { MigrationPorts, RunParameters } from "./run-types.ts";
import type { FoundSoFar } from "./verification.ts";

/** Hashes of what was quarantined, by id. */
type Listed = ReadonlyMap<string, ReadonlySet<string>>;

/** What a run's quarantine list says, short enough for a million lines. */
export async function listedQuarantine(
  ports: Pick<MigrationPorts, "archive" | "sleep">,
  run: string,
  signal: AbortSignal,
): Promise<Listed> {
  const listed = new Map<string, Set<string>>();
  for await (const { id, beforeHash } of readQuarantine(ports, run, signal)) {
    listed.set(id, (listed.get(id) ?? new Set()).add(beforeHash.slice(0, 16)));
  }
  return listed;
}

export type ScanVerdict = {
  readonly ports: Pick<MigrationPorts, "table" | "sleep">;
  readonly migration: Migration;
  readonly parameters: Pick<RunParameters, "segments" | "pageItems">;
  readonly segment: number;
  readonly listed: Listed;
  readonly found: FoundSoFar;
};

/** Reads one segment of the table and says of each item what it is now. */
export async function scanVerdict(verdict: ScanVerdict, signal: AbortSignal): Promise<void> {
  const { ports, parameters, segment, found } = verdict;
  let from: Position | undefined;
  do {
    const { segments, pageItems: limit } = parameters;
    const page = { segment, segments, limit, ...(from === undefined ? {} : { from }) };
    const { items, next } = await persistently({ ports }, () => ports.table.scan(page, signal), signal);
    for (const item of items) {
      const what = whatIs(verdict, item);
      if (what === "canonical" || what === "quarantined") found.item(what);
      else found.problem(what, item.id?.S ?? "");
    }
    from = next;
  } while (from !== undefined);
}

function whatIs(
  { migration, listed }: ScanVerdict,
  item: Item,
): "canonical" | "quarantined" | "not-canonical" | "unlisted-quarantine" {
  const hashes = listed.get(item.id?.S ?? "");
  const held = hashes === undefined ? "unlisted-quarantine" : "quarantined";
  if (unknownAttribute(item) !== undefined) return held;
  const plain = plainOf(item);
  const { kind } = migration.classify(plain);
  if (kind === "canonical") return "canonical";
  if (kind === "quarantine" || migration.up(plain).kind === "quarantine") return held;
  // What only the run holds back, such as `not-expressible`, it holds back as it was.
  return hashes?.has(imageHash(item).slice(0, 16)) ? "quarantined" : "not-canonical";
}
