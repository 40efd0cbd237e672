import * as z from "zod";
import type { Undecided } from "../checks/isolation/judgement.ts";

const Unfinished = z.object({
  deployment: z.object({
    pending_operations: z.array(z.object({ resource: z.object({ urn: z.string() }), type: z.string() })).nullish(),
  }),
});

/** What a state says was begun and never finished: nobody knows what came of it. */
export function unfinishedOperations(stage: string, document: unknown): Undecided[] {
  const read = Unfinished.safeParse(document);
  const pending = read.success ? (read.data.deployment.pending_operations ?? []) : [];
  return pending.map(({ resource, type }) => ({
    subject: resource.urn,
    reason: `${type} was interrupted, so the state may not tell what is there; settle it: pulumi refresh --stack ${stage}`,
  }));
}
