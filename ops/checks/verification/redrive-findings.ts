import * as z from "zod";
import type { VerificationFinding } from "./finding.ts";
import { parsedJson } from "./parsed-json.ts";

const Redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1) });

export type RedriveSeen = {
  /** The queue's redrive policy as SQS tells it, JSON; empty without one. */
  policy: string;
  /** ARN of where its dead letters belong. */
  deadLetters: string;
};

/** Whether a queue moves what nobody can process to its stage's dead letters. */
export function redriveFindings({ policy, deadLetters }: RedriveSeen): VerificationFinding[] {
  const redrive = policy === "" ? undefined : Redrive.safeParse(parsedJson(policy)).data;
  if (redrive?.deadLetterTargetArn === deadLetters) return [];
  const where = redrive?.deadLetterTargetArn ?? "nowhere";
  return [
    {
      code: "redrive",
      message: `The queue moves what cannot be processed to ${where}, not to ${deadLetters}.`,
      subject: "queue",
      fix: "Deploy the stage again: pulumi refresh, then ops deploy",
    },
  ];
}
