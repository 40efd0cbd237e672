import { unreadable } from "../failure.ts";

/**
 * Variables as a dotenv file that Vite and a shell read alike, a line each; `unreadable` for a value no quotes can hold
 * for both. Vite replaces `$` in every kind of quotes, and only a backslash before it keeps it for both.
 */
export function dotenvText(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${dotenvValue(name, value)}\n`)
    .join("");
}

function dotenvValue(name: string, value: string): string {
  if (/^[\w./:@%+,-]*$/.test(value)) return value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a value of two lines is two variables to some readers
  const isHoldable = !/[\u0000-\u001f\u007f]/.test(value);
  if (isHoldable && !/['$]/.test(value)) return `'${value}'`;
  if (isHoldable && !/["\\`]/.test(value)) return `"${value.replaceAll("$", "\\$")}"`;
  throw unreadable(`The value of ${name} cannot be written as dotenv: ${JSON.stringify(value)}.`, "Try: --format json");
}
