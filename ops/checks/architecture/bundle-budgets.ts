/** What a function is made of: bytes in all, bytes that are read before its first event, and the number of source files. */
export type BundleSize = { readonly total: number; readonly start: number; readonly sources: number };

/** What each function may be made of at most: its size in November 2026 and a tenth more. */
export const BUNDLE_BUDGETS: Readonly<Record<string, BundleSize>> = {
  api: { total: 1_944_000, start: 579_000, sources: 1_826 },
  worker: { total: 2_407_000, start: 559_000, sources: 2_096 },
  health: { total: 1_124_000, start: 521_000, sources: 1_571 },
  notify: { total: 517_000, start: 317_000, sources: 1_015 },
  "ws-connect": { total: 446_000, start: 287_000, sources: 927 },
  "ws-disconnect": { total: 446_000, start: 287_000, sources: 927 },
  "ws-default": { total: 521_000, start: 321_000, sources: 1_022 },
  "rotate-secret": { total: 411_000, start: 254_000, sources: 843 },
  "migrate-segment": { total: 685_000, start: 487_000, sources: 1_246 },
};
