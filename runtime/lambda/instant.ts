const SECOND = 1_000;

/** The second that was written last, and its text: most lines fall into the same one, and writing a whole date is slow. */
const written = { second: Number.NaN, text: "" };

/** Epoch milliseconds as ISO 8601 in UTC, the same text that a Date would give. */
export function instantText(at: number): string {
  const second = Math.floor(at / SECOND);
  if (second !== written.second) {
    written.second = second;
    written.text = new Date(second * SECOND).toISOString().slice(0, 20);
  }
  const rest = at - second * SECOND;
  return `${written.text}${rest < 10 ? "00" : rest < 100 ? "0" : ""}${rest}Z`;
}
