import type { Answer } from "./ask.ts";
import { Refusal } from "./refusal.ts";
import { tokensOf } from "./usage.ts";

/** What a fault does to a call: refuse it, break its transport, change its answer, or change how the page is read. */
export type FaultEffect =
  | { readonly kind: "refuse"; refusal(seconds: number): Refusal }
  | { readonly kind: "transport"; readonly way: "hang" | "hang-mid" | "reset" }
  | { readonly kind: "answer"; change(answer: Answer): Answer }
  | { readonly kind: "empty" }
  | { readonly kind: "obey" };

const runaway = 10 * 1024 * 1024;

const limited = (headers: Readonly<Record<string, string>>): Refusal =>
  new Refusal({
    status: 429,
    type: "requests",
    code: "rate_limit_exceeded",
    headers,
    message:
      "Rate limit reached for requests per min (RPM), as injected at the model stand-in. Please try again later.",
  });
const broken = (status: number): Refusal =>
  new Refusal({
    status,
    type: "server_error",
    message: "The server had an error while processing your request, as injected at the model stand-in. Please retry.",
  });
const refuse = (refusal: (seconds: number) => Refusal): FaultEffect => ({ kind: "refuse", refusal });
const change = (of: (answer: Answer) => Partial<Answer>): FaultEffect => ({
  kind: "answer",
  change: (answer) => {
    const changed = { ...answer, ...of(answer) };
    const output = changed.usage.reasoning + tokensOf(changed.content ?? changed.refusal ?? "");
    return { ...changed, usage: { ...changed.usage, output } };
  },
});

function wrongKinds(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { standIn: "wrong schema" };
  const entries = Object.keys(value).map((name) => [name, { standIn: "wrong schema" }] as const);
  return { ...Object.fromEntries(entries), standInUnexpected: true };
}

const parsed = (content: string | null): unknown => {
  try {
    return JSON.parse(content ?? "null");
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
};

/** Every fault by the name it is asked with. */
export const faults = {
  "429": refuse(() => limited({})),
  "429-retry-after": refuse((seconds) => limited({ "retry-after": String(seconds) })),
  "429-quota": refuse(
    () =>
      new Refusal({
        status: 429,
        type: "insufficient_quota",
        code: "insufficient_quota",
        message:
          "You exceeded your current quota, as injected at the model stand-in. Check your plan and billing details.",
      }),
  ),
  "500": refuse(() => broken(500)),
  "503": refuse(() => broken(503)),
  hang: { kind: "transport", way: "hang" },
  "hang-mid": { kind: "transport", way: "hang-mid" },
  reset: { kind: "transport", way: "reset" },
  truncated: change(({ content }) => ({
    content: (content ?? "").slice(0, Math.ceil((content ?? "").length / 2)),
    finish: "length",
  })),
  "invalid-json": change(({ content }) => ({
    content: `Here is what I found: {title: 'stand-in', ${(content ?? "").slice(1, 40)},`,
  })),
  refusal: change(() => ({ content: null, refusal: "I'm sorry, I can't help with that request." })),
  "wrong-schema": change(({ content }) => ({ content: JSON.stringify(wrongKinds(parsed(content))) })),
  "empty-choices": { kind: "empty" },
  huge: change(({ content }) => ({ content: `${content ?? ""}${" ".repeat(runaway)}`, finish: "length" })),
  obey: { kind: "obey" },
} as const satisfies Readonly<Record<string, FaultEffect>>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as readonly FaultName[];
