const MINUTE = 60_000;

/** The minute that was written last, and its text: most lines fall into the same one, and writing a whole date is slow. */
const written = { minute: Number.NaN, text: "" };

/** Epoch milliseconds as ISO 8601 in UTC, the same text that a Date would give. */
export function instantText(at: number): string {
  const minute = Math.floor(at / MINUTE);
  if (minute !== written.minute) {
    written.minute = minute;
    written.text = new Date(minute * MINUTE).toISOString().slice(0, 17);
  }
  const rest = at - minute * MINUTE;
  const seconds = Math.floor(rest / 1000);
  return `${written.text}${padded(seconds, 2)}.${padded(rest - seconds * 1000, 3)}Z`;
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
