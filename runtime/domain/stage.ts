import * as z from "zod/mini";

/** The two stages; they share nothing. */
export const STAGES = ["preview", "production"] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;
