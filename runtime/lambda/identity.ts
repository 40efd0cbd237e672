/** Which function is running: what every log line, metric and smoke answer says of itself. */
export type Identity = {
  readonly function: string;
  readonly stage: string;
  /** Digest of the running bundle. */
  readonly version: string;
};
