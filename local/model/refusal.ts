/** How an OpenAI-compatible server says no: a status and the body `{error: {message, type, param, code}}`. */
export class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(said: {
    status: number;
    message: string;
    type?: string;
    param?: string | null;
    code?: string | null;
    headers?: Readonly<Record<string, string>>;
  }) {
    super(said.message);
    this.status = said.status;
    this.type = said.type ?? "invalid_request_error";
    this.param = said.param ?? null;
    this.code = said.code ?? null;
    this.headers = said.headers ?? {};
  }

  /** The body as clients read it. */
  get body(): { error: { message: string; type: string; param: string | null; code: string | null } } {
    return { error: { message: this.message, type: this.type, param: this.param, code: this.code } };
  }
}

/** Builds the 400 of one parameter. */
export function badParameter(said: { param: string; code: string | null; message: string }): Refusal {
  return new Refusal({ status: 400, ...said });
}

/** Runs the checks in order and throws the first refusal. */
export function throwFirst(checks: readonly (() => Refusal | undefined)[]): void {
  for (const check of checks) {
    const refusal = check();
    if (refusal !== undefined) throw refusal;
  }
}
