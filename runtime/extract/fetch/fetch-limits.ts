/** What one fetch may take, all redirects together unless said otherwise. */
export type FetchLimits = {
  /** Milliseconds for the whole fetch. */
  totalMs: number;
  /** Milliseconds to connect, per hop. */
  connectMs: number;
  /** Milliseconds until the headers of one answer are complete. */
  headersMs: number;
  /** Milliseconds without a byte of the body. */
  idleMs: number;
  /** Bytes of one answer's headers. */
  headerBytes: number;
  /** Bytes of the body as sent, before decompression. */
  wireBytes: number;
  /** Bytes of the page after decompression. */
  pageBytes: number;
};

export const FETCH_LIMITS: FetchLimits = {
  totalMs: 30_000,
  connectMs: 5_000,
  headersMs: 10_000,
  idleMs: 10_000,
  headerBytes: 64 * 1024,
  wireBytes: 10_000_000,
  pageBytes: 10_000_000,
};
