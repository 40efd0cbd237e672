export type LoggedError = {
  name: string;
  message: string;
  code?: string;
  reason?: string;
  stack?: string;
  cause?: LoggedError;
};

const DEPTH = 6;
const LONGEST = 2_000;
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bsk-[A-Za-z0-9_*-]{6,}/g, "sk-***"],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/gi, "$1 ***"],
  [/\/\/[^/?#\s]*@/g, "//***@"],
];

/** An error and what caused it, outermost first, as a log line may hold it: bounded, and without keys or credentials. */
export function errorChain(error: unknown, depth = DEPTH): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: clean(String(error)) };
  const chain: LoggedError = { name: error.name, message: clean(error.message) };
  if ("code" in error && typeof error.code === "string") chain.code = error.code;
  if ("reason" in error && typeof error.reason === "string") chain.reason = clean(error.reason);
  if (error.stack !== undefined) chain.stack = frames(error.stack);
  if (error.cause !== undefined && depth > 1) chain.cause = errorChain(error.cause, depth - 1);
  return chain;
}

function clean(text: string): string {
  return SECRETS.reduce((rest, [secret, instead]) => rest.replace(secret, instead), text.slice(0, LONGEST));
}

/** The places only: the message stands beside them already. */
function frames(stack: string): string {
  const places = stack.split("\n").filter((line) => line.startsWith("    at "));
  return places
    .slice(0, 8)
    .map((line) => line.trim())
    .join("\n");
}
