import * as z from "zod";
import { parsedJson } from "./parsed-json.ts";

const Words = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Statement = z.looseObject({
  Effect: z.string(),
  Principal: z.union([z.literal("*"), z.looseObject({ Service: Words.optional() })]).optional(),
  Action: Words.optional(),
});
const Policy = z.object({ Statement: z.array(Statement) });

/** Whether a topic's policy (JSON) has a statement by which CloudWatch's alarms may publish. Conditions are left to isolation. */
export function topicAdmitsAlarms(policy: string): boolean {
  const read = Policy.safeParse(parsedJson(policy)).data?.Statement ?? [];
  return read.some(({ Effect, Principal, Action = [] }) => {
    const services = typeof Principal === "object" ? (Principal.Service ?? []) : [];
    return Effect === "Allow" && services.includes("cloudwatch.amazonaws.com") && Action.includes("sns:Publish");
  });
}
