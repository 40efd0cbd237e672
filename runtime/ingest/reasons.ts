/** Why a submitted string cannot become a page, in the words of the dead-letter record. The list is closed. */
export const DEAD_LETTER_REASONS = [
  "empty",
  "local-file",
  "no-scheme",
  "unsupported-scheme",
  "too-long",
  "malformed",
  "credentials-in-url",
  "no-host",
  "private-address",
  "private-name",
  "blocked-port",
] as const;

export type DeadLetterReason = (typeof DEAD_LETTER_REASONS)[number];
