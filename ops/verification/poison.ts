import * as z from "zod";
import { parsedJson } from "../checks/verification/parsed-json.ts";

const Poison = z.strictObject({ verification: z.string(), madeAt: z.int(), note: z.string() });

/** A leftover of a verification that was broken off may be removed by another one after this long. */
const LEFT_MILLISECONDS = 15 * 60_000;

/** The body of a message that no worker can process: it names no job, and says where it comes from. */
export function poisonBody({ id, now }: { id: string; now: number }): string {
  const note = "Sent by ops verify-deployment to see that it ends among the dead letters; remove it without worry.";
  return JSON.stringify({ verification: id, madeAt: now, note } satisfies z.infer<typeof Poison>);
}

/** Whose a dead letter is: this verification's, a leftover of an earlier one, or none of a verification. */
export function poisonKind({ body, id, now }: { body: string; id: string; now: number }): "own" | "left" | "other" {
  const poison = Poison.safeParse(parsedJson(body)).data;
  if (poison === undefined) return "other";
  if (poison.verification === id) return "own";
  return now - poison.madeAt > LEFT_MILLISECONDS ? "left" : "other";
}
