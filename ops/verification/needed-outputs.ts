import type * as z from "zod";
import { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import { unreadable } from "../failure.ts";

/** What the steps cannot do without; what else a stack tells of itself is the business of the version that deployed it. */
const NeededOutputs = StackOutputs.pick({
  ...{ stage: true, region: true, apiUrl: true, socketUrl: true, versions: true },
  ...{ masterKeySecretId: true, openaiKeySecretId: true, jobsTable: true, operationsTable: true },
  ...{ queueUrl: true, deadLetterQueueUrl: true },
}).loose();
export type NeededOutputs = z.infer<typeof NeededOutputs>;

export type OutputsTold = { readonly stage: Stage; readonly told: Readonly<Record<string, unknown>> };

/** A stack's outputs, whichever version deployed it; `unreadable` where one that the steps need is missing or no such value. */
export function neededOutputs({ stage, told }: OutputsTold): NeededOutputs {
  const outputs = NeededOutputs.safeParse(told);
  if (outputs.success) return outputs.data;
  throw unreadable(
    `The stack ${stage} does not have the outputs of this version: ${places(outputs.error)}.`,
    `Deploy it first: ops deploy --stage ${stage}`,
  );
}

/** The outputs of this checkout's program that a stack does not have; undefined when it has them all. */
export function outputsLacking(outputs: NeededOutputs): string | undefined {
  const all = StackOutputs.safeParse(outputs);
  return all.success ? undefined : places(all.error);
}

function places({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ path }) => path.join(".")))].join(", ");
}
