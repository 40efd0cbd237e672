/** Decimal places of a number as it is written. */
function placesOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}

/** Whether a number is a whole multiple of a step, counted in decimal so that 0.3 is three times 0.1. */
export function isMultiple(value: number, step: number): boolean {
  const scale = 10 ** Math.min(15, Math.max(placesOf(value), placesOf(step)));
  const [whole, unit] = [Math.round(value * scale), Math.round(step * scale)];
  return unit === 0 || whole % unit === 0;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The least step all multiples of which are multiples of all of these; nothing where there are none. */
export function commonStep(steps: readonly number[]): number | undefined {
  const scale = 10 ** Math.min(12, Math.max(0, ...steps.map(placesOf)));
  const units = steps.map((step) => Math.round(Math.abs(step) * scale)).filter((unit) => unit > 0);
  if (units.length === 0) return undefined;
  return units.reduce((a, b) => (a / greatestDivisor(a, b)) * b) / scale;
}
