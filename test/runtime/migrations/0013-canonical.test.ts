import { describe, expect, test } from "vitest";
import { canonical } from "../../../runtime/migrations/0013-canonical.ts";
import type { PlainItem } from "../../../runtime/migrations/migration.ts";
import { caseRows } from "../../case-rows.ts";

type UpRow = {
  shape: string | null;
  name: string;
  legacy: PlainItem;
  canonical: PlainItem | null;
  quarantine?: string;
};

type DownRow = { shape: string; name: string; canonical: PlainItem; legacy: PlainItem | null; refused?: string };

const UP = caseRows<UpRow>("legacy-jobs.jsonl");

describe("the way up", () => {
  test.each(UP.map((row) => [row.shape, row.name, row] as const))("%s: %s", (shape, _, row) => {
    const found = canonical.classify(row.legacy);
    const kinds = {
      canonical: { kind: "canonical" },
      null: { kind: "quarantine", reason: row.quarantine, shape: null },
    };
    expect(found).toEqual(kinds[String(shape) as keyof typeof kinds] ?? { kind: "legacy", shape });
    const outcome = canonical.up(row.legacy);
    if (row.canonical === null) expect(outcome).toEqual({ kind: "quarantine", reason: row.quarantine, shape });
    else expect(outcome).toEqual({ kind: shape === "canonical" ? "unchanged" : "changed", item: row.canonical });
  });

  const back = UP.filter(({ canonical: item, shape }) => item !== null && shape !== "canonical");
  test.each(back.map((row) => [row.shape, row.name, row] as const))("and back, %s: %s", (_shape, _name, row) => {
    expect(canonical.down(row.canonical ?? {})).toEqual({ kind: "changed", item: row.legacy });
  });
});

describe("the way down after a change", () => {
  const down = caseRows<DownRow>("legacy-jobs-down.jsonl");
  test.each(down.map((row) => [row.shape, row.name, row] as const))("%s: %s", (shape, _, row) => {
    const kind = shape === "canonical" ? "unchanged" : "changed";
    const refused = { kind: "refused", reason: row.refused, shape };
    expect(canonical.down(row.canonical)).toEqual(row.legacy === null ? refused : { kind, item: row.legacy });
  });
});
