export type Advice = {
  /** What is wrong with the item, as the rest of a sentence. */
  readonly means: string;
  /** What to do about it. */
  readonly fix: string;
};

const REASONS: Readonly<Record<string, Advice>> = {
  "missing-id": {
    means: "has no id that is a string",
    fix: "Give it one, or delete it: no job can be asked for without.",
  },
  "invalid-canonical": {
    means: "says it is of version 13 and is not",
    fix: "Correct the attribute that breaks the schema; see GET /jobs/{id} for what is expected.",
  },
  "unsupported-version": {
    means: "has a version no program of ours wrote",
    fix: "Find out who wrote it; it needs a migration of its own.",
  },
  "unknown-shape": {
    means: "has the marks of no shape",
    fix: "Find out who wrote it; complete it or delete it.",
  },
  "ambiguous-shape": {
    means: "has the marks of two shapes",
    fix: "Decide which program owns it, and remove the marks of the other.",
  },
  "bad-params": { means: "has params that do not read", fix: "Make the params a map, or text that is JSON of one." },
  "unknown-type": { means: "has a type outside the vocabulary", fix: "Correct the type: sync, async or ai-process." },
  "unknown-status": {
    means: "has a status outside the vocabulary",
    fix: "Correct the status: pending, processing, completed or failed.",
  },
  "missing-url": { means: "names no page", fix: "Add the page's URL, or delete the job: it cannot be done." },
  "missing-timestamp": { means: "does not say when it was made", fix: "Add the time of its creation." },
  "bad-timestamp": { means: "has a time that does not read", fix: "Correct the time; dates have to exist." },
  "bad-result": { means: "has a result that does not parse", fix: "Repair the result's JSON, or remove the result." },
  "bad-reference": {
    means: "points at an artifact that no bucket can hold",
    fix: "Correct resultRef: s3://BUCKET/KEY, or bucket and key.",
  },
  "bad-logs": { means: "has logs that do not read", fix: "Make the logs a list of lines, or remove them." },
  "unstorable-value": {
    means: "holds JSON that DynamoDB cannot store",
    fix: "Shorten the number to 38 digits, or name the empty key.",
  },
  "too-deep": { means: "would be nested more than 32 levels", fix: "Flatten the value, or move it to the bucket." },
  "too-large": {
    means: "would be larger than 400 KB",
    fix: "Move the result to the artifact bucket, or shorten the logs.",
  },
  inexpressible: {
    means: "says what its old shape cannot",
    fix: "Leave it as it is, or change the job so that its old shape can say it.",
  },
  "invalid-outcome": {
    means: "would not become a job that the service can read",
    fix: "Read why in --quarantine, and correct the item.",
  },
  "transform-failed": {
    means: "makes the migration itself fail",
    fix: "That is a defect of the migration: report it with the item's id.",
  },
  "unknown-attribute-type": {
    means: "has an attribute of a type that this code does not know",
    fix: "Update ops, or correct the attribute by hand.",
  },
  "result-elsewhere": {
    means: "has its result in the artifact bucket, where its old shape cannot point",
    fix: "Leave it as it is; its result is read through the API.",
  },
  "not-expressible": {
    means: "differs in more places than one update can name",
    fix: "Shorten it, or rewrite it by hand while nobody works on it.",
  },
};

const UNKNOWN: Advice = { means: "is refused by the migration", fix: "Read what the migration says of this reason." };

/** What a quarantine reason means for a person, and what to do. */
export function adviceOn(reason: string): Advice {
  return REASONS[reason] ?? UNKNOWN;
}
