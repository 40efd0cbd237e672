import { expect, test } from "vitest";
import { findSecrets } from "../../../../ops/checks/secrets/find-secrets.ts";
import { caseRows } from "../../../case-rows.ts";

type Row = { line: string; kinds: string[] };

/** The rows are broken by ¦ where they would have the shape of a secret themselves. */
test.each(caseRows<Row>("secret-lines.jsonl"))("$line holds $kinds", ({ line, kinds }) => {
  const seen = findSecrets(line.replaceAll("¦", "")).map(({ kind }) => kind);
  expect([...new Set(seen)].toSorted()).toEqual(kinds.toSorted());
});
