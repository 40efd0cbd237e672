import type { Usage } from "./ask.ts";

/** One call the stand-in received; no key, no prompt, no answer. */
export interface Call {
  readonly at: string;
  readonly requestId: string;
  readonly path: string;
  readonly model: string | undefined;
  readonly correlationId: string | undefined;
  readonly status: number | "none";
  readonly id?: string;
  readonly code?: string | null;
  readonly fault?: string;
  readonly format?: string;
  readonly usage?: Usage;
}

const kept = 1_000;

/** The latest calls, oldest first; older ones fall out, but stay counted. */
export class CallLog {
  #calls: Call[] = [];
  #total = 0;

  /** Notes a call. */
  add(call: Call): void {
    this.#total += 1;
    this.#calls.push(call);
    if (this.#calls.length > kept) this.#calls.shift();
  }

  /** Forgets all calls and starts counting anew. */
  clear(): void {
    this.#calls = [];
    this.#total = 0;
  }

  /** All that is kept, with the number ever received. */
  get shown(): { readonly total: number; readonly kept: number; readonly calls: readonly Call[] } {
    return { total: this.#total, kept: this.#calls.length, calls: this.#calls };
  }
}
