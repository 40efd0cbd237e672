import { asFailure } from "../domain/failure.ts";
import type { Migration, PlainItem } from "../migrations/migration.ts";
import { plainOf, typedOf } from "../migrations/plain.ts";
import { imageHash, unknownAttribute } from "./image.ts";
import { indexProblem, type KeyAttributes } from "./index-keys.ts";
import { itemSize, MOST_BYTES, writeUnits } from "./item-size.ts";
import { jobProblem } from "./job-problem.ts";
import type { Item } from "./ports.ts";
import type { Bookkeeping, QuarantineLine } from "./run-types.ts";

/** An item that is to be written: as it was read, as it shall be, and the hashes of both. */
export type Rewrite = {
  readonly kind: "rewrite";
  readonly id: string;
  readonly shape: string;
  readonly read: Item;
  readonly next: Item;
  readonly beforeHash: string;
  readonly afterHash: string;
  /** Write capacity units that the larger of the two takes in the table alone, about. */
  readonly units: number;
};

export type Judgement =
  | { readonly kind: "canonical"; readonly id: string }
  | Rewrite
  | { readonly kind: "quarantine"; readonly line: QuarantineLine };

export type Judging = {
  readonly migration: Migration;
  readonly bookkeeping: Bookkeeping;
  /** What the table and its indexes need. */
  readonly keys: KeyAttributes;
};

/** What becomes of an item: classified, transformed, with its bookkeeping, and checked against the schema of jobs. Never throws. */
export function judge({ migration, bookkeeping, keys }: Judging, read: Item): Judgement {
  const id = idOf(read);
  const quarantine = (reason: string, shape: string | null, sentence?: string): Judgement => ({
    kind: "quarantine",
    line: { id, reason, shape, beforeHash: imageHash(read), ...(sentence === undefined ? {} : { sentence }) },
  });
  const unknown = unknownAttribute(read);
  if (unknown !== undefined) {
    return quarantine(
      "unknown-attribute-type",
      null,
      `The attribute ${unknown} has a type that this code does not know.`,
    );
  }
  try {
    const plain = plainOf(read);
    const found = migration.classify(plain);
    if (found.kind === "canonical") return { kind: "canonical", id };
    if (found.kind === "quarantine") return quarantine(found.reason, found.shape);
    const up = migration.up(plain);
    if (up.kind === "quarantine") return quarantine(up.reason, up.shape);
    if (up.kind === "unchanged") return { kind: "canonical", id };
    const problem = jobProblem(up.item) ?? idProblem(plain, up.item);
    if (problem !== undefined) return quarantine("invalid-outcome", found.shape, problem);
    const next = typedOf({ ...up.item, ...bookkeeping(up.item) });
    const misfit = indexProblem(keys, next);
    if (misfit !== undefined) return quarantine("index-key", found.shape, misfit);
    if (itemSize(next) > MOST_BYTES)
      return quarantine("too-large", found.shape, "With its bookkeeping it is larger than 400 KB.");
    return {
      kind: "rewrite",
      id,
      shape: found.shape,
      read,
      next,
      ...hashes(read, next),
      units: writeUnits(read, next),
    };
  } catch (error) {
    return quarantine("transform-failed", null, `The transform failed: ${asFailure(error).message}`);
  }
}

/** An item's key. */
export function idOf(item: Item): string {
  return item.id?.S ?? "";
}

function hashes(read: Item, next: Item): Pick<Rewrite, "beforeHash" | "afterHash"> {
  return { beforeHash: imageHash(read), afterHash: imageHash(next) };
}

function idProblem(before: PlainItem, after: PlainItem): string | undefined {
  return before.id === after.id ? undefined : "The transform changed the item's id, which is its key.";
}
