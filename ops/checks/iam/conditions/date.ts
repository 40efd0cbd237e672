import { orderedOperators } from "./ordered.ts";

const EPOCH_SECONDS = /^\d+(\.\d+)?$/;
const W3C_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$/;

function instantOf(text: string): number | undefined {
  // Four digits alone are a year by W3C and a number of seconds by epoch: a year is the only sensible reading.
  if (EPOCH_SECONDS.test(text) && text.length > 4) return Number(text) * 1000;
  if (!W3C_DATE.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Date comparisons, in W3C form or epoch seconds (IAM User Guide, "Condition operators", Date). */
export const dateOperators = orderedOperators({ family: "Date", noun: "a date", read: instantOf });
