import { createHash } from "node:crypto";
import * as z from "zod";
import type { SecretSighting } from "./find-secrets.ts";

/** A regular expression, as text. */
const Pattern = z.string().refine(isPattern, "is not a regular expression");

/** Something that has the shape of a secret and is none. Every condition that it names must hold, and it says why. */
const Allowance = z
  .strictObject({
    kind: z.string().optional(),
    path: Pattern.optional(),
    value: Pattern.optional(),
    fingerprint: z.string().optional(),
    reason: z.string().trim().min(10, "must say why, in a sentence"),
  })
  .refine(
    ({ value, fingerprint }) => value !== undefined || fingerprint !== undefined,
    "needs a value or a fingerprint",
  );

/** What .secrets-allow.json holds. */
export const AllowList = z.array(Allowance);
export type AllowList = z.infer<typeof AllowList>;

/** Whether the list allows what was seen in this file, or in the message of a commit. */
export function isAllowed({ kind, value }: SecretSighting, { path, list }: { path: string; list: AllowList }): boolean {
  return list.some((allowance) => {
    const { path: where, value: which, fingerprint, kind: of } = allowance;
    return (
      (of === undefined || of === kind) &&
      (where === undefined || new RegExp(where).test(path)) &&
      (which === undefined || new RegExp(`^(?:${which})$`).test(value)) &&
      (fingerprint === undefined || fingerprint === fingerprintOf(value))
    );
  });
}

/** What a secret may be known by: the first 16 hexadecimal digits of its SHA-256. */
export function fingerprintOf(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 16);
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}
