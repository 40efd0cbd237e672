/** Something about a deployed stage that is not as it was meant, and what to try. */
export type VerificationFinding = { code: string; message: string; subject: string; fix: string };
