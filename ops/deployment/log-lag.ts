/** What happened at a moment is in the logs so many milliseconds later; what is written later still is never read. */
export const LOG_LAG = 5_000;
