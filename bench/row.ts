/** What one run of a row saw: rates in the row's unit, ours and the peer's, from interleaved runs. */
export type Measurement = {
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  /** Further lines a reader needs to judge the figures. */
  readonly notes: readonly string[];
};

/** One thing that is measured against a peer in the same run. */
export type Row = {
  readonly name: string;
  readonly work: string;
  readonly peer: string;
  /** What the ratio of ours to the peer's has to be, and where it is asked, our own figure. */
  readonly target: { readonly text: string; readonly met: (ratio: number, ours: number) => boolean };
  readonly measure: (signal: AbortSignal) => Promise<Measurement>;
};

/** A row's outcome; a row whose peer could not run says why and counts as failed. */
export type Outcome = { readonly name: string; readonly target: string; readonly ok: boolean } & (
  | (Measurement & { readonly ratio: number })
  | { readonly failure: string }
);

/** The middle of an odd number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There is no median of nothing.");
  return middle;
}
