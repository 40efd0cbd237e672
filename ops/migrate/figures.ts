/** A whole number with its thousands apart: `12,000`. */
export function whole(n: number): string {
  return Math.round(n).toLocaleString("en");
}

/** So many of something: `1 item`, `12,000 items`. */
export function counted(n: number, noun: string): string {
  return `${whole(n)} ${noun}${Math.round(n) === 1 ? "" : "s"}`;
}

/** A share of one as percent with one decimal: `12.3 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** US dollars, never rounded down to nothing: `$12.30`, `less than $0.01`. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.01) return "less than $0.01";
  return `$${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** A time span in its two largest units: `2 h 5 min`, `40 s`, `less than 1 s`. */
export function timeSpan(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown";
  if (seconds < 1) return "less than 1 s";
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const [large, small] = [UNITS[first], UNITS[first + 1]];
  if (large === undefined) return "less than 1 s";
  const [name, size] = large;
  const wholes = Math.floor(seconds / size);
  const rest = small === undefined ? 0 : Math.floor((seconds - wholes * size) / small[1]);
  return rest === 0 || small === undefined ? `${wholes} ${name}` : `${wholes} ${name} ${rest} ${small[0]}`;
}

/** How long ago an instant was: `3 min ago`. Both in epoch milliseconds. */
export function ago(instant: number, now: number): string {
  return `${timeSpan(Math.max(0, now - instant) / 1_000)} ago`;
}

/** A bar of `width` characters, filled for a share from 0 to 1. */
export function bar(share: number, width: number): string {
  const full = Math.floor(width * Math.min(1, Math.max(0, share)));
  return `[${"#".repeat(full)}${".".repeat(width - full)}]`;
}

/** Names in the order in which a person counts: v2 before v10. */
export function inOrder<Value>(rows: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(rows).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
}
