import { numberOf, type Schema } from "./schema.ts";

const isMultiple = (value: number, of: number): boolean => {
  const ratio = value / of;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9 * Math.max(1, Math.abs(ratio));
};

/** Whether a number satisfies a schema's type, bounds and `multipleOf`. */
export function fitsNumber({ schema, value, whole }: { schema: Schema; value: number; whole: boolean }): boolean {
  if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value))) return false;
  const bound = (word: string) => numberOf(schema, word);
  const step = bound("multipleOf");
  return (
    value >= (bound("minimum") ?? Number.NEGATIVE_INFINITY) &&
    value <= (bound("maximum") ?? Number.POSITIVE_INFINITY) &&
    value > (bound("exclusiveMinimum") ?? Number.NEGATIVE_INFINITY) &&
    value < (bound("exclusiveMaximum") ?? Number.POSITIVE_INFINITY) &&
    (step === undefined || step <= 0 || isMultiple(value, step))
  );
}

/** The number nearest to zero that fits, tried at and beside the bounds; undefined where none is found. */
export function blankNumber({ schema, whole }: { schema: Schema; whole: boolean }): number | undefined {
  const [low, high] = [
    numberOf(schema, "minimum") ?? numberOf(schema, "exclusiveMinimum"),
    numberOf(schema, "maximum") ?? numberOf(schema, "exclusiveMaximum"),
  ];
  const step = numberOf(schema, "multipleOf") ?? (whole ? 1 : undefined);
  const middle = low !== undefined && high !== undefined ? [(low + high) / 2] : [];
  const near = [low, high].flatMap((bound) => {
    if (bound === undefined) return [];
    const steps = step === undefined ? [] : [-1, 0, 1, 2].map((count) => (Math.floor(bound / step) + count) * step);
    return [bound, ...steps, bound + 1, bound - 1];
  });
  return [0, ...near, ...middle].find((value) => fitsNumber({ schema, value, whole }));
}
