import * as z from "zod/mini";
import "./schema-words.ts";

/** What a client may send over its socket. */
export const SocketMessage = z.strictObject({
  action: z.literal("subscribe"),
  jobId: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type SocketMessage = z.infer<typeof SocketMessage>;
