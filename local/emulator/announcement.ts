import * as z from "zod";
import { Unusable } from "../cache/unusable.ts";

const Ready = z.object({
  port: z.number(),
  pid: z.number(),
  recovered: z.enum(["fresh", "restored", "lost"]),
  moved: z.boolean(),
  unrestored: z.array(z.string()),
});
const Refused = z.discriminatedUnion("refused", [
  z.object({ refused: z.literal("held"), pid: z.string(), folder: z.string() }),
  z.object({ refused: z.literal("port"), port: z.number() }),
]);

/** What the server process tells its supervisor, once: that it serves, or why it does not start. */
export const Announcement = z.union([Ready, Refused]);
export type Announcement = z.infer<typeof Announcement>;

/** The sentence for a server that refused to start. */
export function refusal(refused: z.infer<typeof Refused>): Unusable {
  if (refused.refused === "port") {
    return new Unusable(`Port ${refused.port} on 127.0.0.1 is taken; choose another one, or end what listens there.`);
  }
  return new Unusable(
    `The embedded AWS of ${refused.folder} already runs as process ${refused.pid}; use that one, or end it first.`,
  );
}
