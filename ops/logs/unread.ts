const MEANINGS: Readonly<Record<string, string>> = {
  ResourceNotFoundException: "there is no such log group (is the stage deployed in this account and region?)",
  AccessDeniedException: "these credentials may not do logs:FilterLogEvents there",
};

/** Keeps book of functions whose logs could not be read, and tells each reason once. */
export class Unread {
  readonly #note: (sentence: string) => void;
  readonly #told = new Set<string>();
  #fresh = new Map<string, string[]>();

  constructor(note: (sentence: string) => void) {
    this.#note = note;
  }

  /** Whether anything was ever not read. */
  get any(): boolean {
    return this.#told.size > 0 || this.#fresh.size > 0;
  }

  /** Takes what AWS said when it refused. */
  add(name: string, error: unknown): void {
    const why = reason(error);
    if (this.#told.has(`${name} ${why}`)) return;
    this.#told.add(`${name} ${why}`);
    this.#fresh.set(why, [...(this.#fresh.get(why) ?? []), name]);
  }

  /** Tells what was not told yet, functions with the same reason in one sentence. */
  tell(): void {
    for (const [why, names] of this.#fresh) {
      this.#note(
        `The ${names.length === 1 ? "log" : "logs"} of ${names.toSorted().join(", ")} could not be read: ${why}.`,
      );
    }
    this.#fresh = new Map();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const meaning = MEANINGS[error.name];
  return meaning ?? `${error.name}: ${(error.message.split("\n")[0] ?? "").replace(/\.$/, "")}`;
}
