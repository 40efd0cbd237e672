import type { Value } from "../plain/value.ts";

export type JobType = "sync" | "async" | "ai-process";
export type Status = "pending" | "processing" | "completed" | "failed";
export type Level = "info" | "warn" | "error";

/** Words by what they mean. */
export type Vocabulary<Meaning extends string> = ReadonlyMap<string, Meaning>;

export const TYPE_WORDS = vocabulary<JobType>({
  sync: "sync synchronous realtime",
  async: "async asynchronous background batch",
  "ai-process": "ai-process ai_process ai llm",
});

export const STATUS_WORDS = vocabulary<Status>({
  pending: "pending queued new created submitted accepted waiting scheduled retry retrying pending_redrive",
  processing: "processing running in_progress in-progress in_flight started active working",
  completed: "completed complete done success succeeded finished ok",
  failed: "failed failure fail error errored timeout timed_out aborted cancelled canceled dead skipped rejected",
});

export const LEVEL_WORDS = vocabulary<Level>({
  info: "trace debug info notice log",
  warn: "warn warning",
  error: "error err fatal critical exception",
});

/** In this order a number stands for a status, and shapes list their words for them. */
export const STATUSES: readonly Status[] = ["pending", "processing", "completed", "failed"];

/** What a word means, ASCII letters in either case and otherwise exactly; undefined for what is no word of the vocabulary. */
export function meaningOf<Meaning extends string>(
  words: Vocabulary<Meaning>,
  value: Value | undefined,
): Meaning | undefined {
  if (typeof value !== "string") return undefined;
  return words.get(value) ?? words.get(value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

function vocabulary<Meaning extends string>(lists: Record<Meaning, string>): Vocabulary<Meaning> {
  const words = Object.entries<string>(lists).flatMap(([meaning, list]) =>
    list.split(" ").map((word) => [word, meaning as Meaning] as const),
  );
  return new Map(words);
}
