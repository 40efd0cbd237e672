import * as z from "zod";

const Preview = z.looseObject({
  steps: z.array(
    z.looseObject({
      op: z.string(),
      newState: z.looseObject({ type: z.string() }).nullish(),
      oldState: z.looseObject({ outputs: z.record(z.string(), z.unknown()).nullish() }).nullish(),
    }),
  ),
});

/** Whether `pulumi preview --json` is of a stack that no deployment has come to its end of: it tells nothing of itself yet. */
export function isNeverDeployed(preview: unknown): boolean {
  const steps = Preview.safeParse(preview).data?.steps ?? [];
  const stack = steps.find(({ newState }) => newState?.type === "pulumi:pulumi:Stack");
  return stack !== undefined && Object.keys(stack.oldState?.outputs ?? {}).length === 0;
}
