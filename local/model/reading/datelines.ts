import { datesIn } from "./dates.ts";
import type { Scope } from "./page-text.ts";

/** Dates that stand by themselves, as a dateline does: a whole line, or a whole part of one between dots or dashes. */
export function datelinesIn(scope: Scope): readonly string[] {
  return scope.lines.flatMap((line) =>
    line.text
      .split(/\s+[·|・—–]\s+/)
      .map((part) => part.trim())
      .filter((part) => datesIn(part)[0] === part),
  );
}
