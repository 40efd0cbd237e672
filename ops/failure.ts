/** What ends a command of `ops` before it has an answer: exit 1 for what a rule refuses, 2 for what the person gave, 3 for what could not be read. */
export class OpsFailure extends Error {
  override readonly name = "OpsFailure";
  readonly exitCode: 1 | 2 | 3;
  /** What to try next. */
  readonly fix: string;

  constructor(exitCode: 1 | 2 | 3, message: string, fix: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.exitCode = exitCode;
    this.fix = fix;
  }
}

/** Bad usage or bad input: names the input and says what to try. */
export function badInput(message: string, fix: string): OpsFailure {
  return new OpsFailure(2, message, fix);
}

/** Something that had to be read could not be: nothing is decided. */
export function unreadable(message: string, fix: string, cause?: unknown): OpsFailure {
  return new OpsFailure(3, message, fix, cause);
}
