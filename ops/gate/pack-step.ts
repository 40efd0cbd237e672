import * as z from "zod";
import { STAGES } from "../../runtime/domain/stage.ts";
import type { Finding, Step } from "../report.ts";
import { foundStep } from "./found-step.ts";
import type { Previews } from "./previews.ts";
import { toolOutput } from "./tool-output.ts";

const JUDGE = "infra/pack/judge-preview.ts";

const Remark = z.object({ rule: z.string(), resource: z.string(), message: z.string() });
const Judged = z.object({
  rules: z.number(),
  resources: z.number(),
  violations: z.array(Remark),
  undecided: z.array(Remark),
});

export type PackStepArgs = { readonly name: string; readonly root: string; readonly previews: Previews };

/** What the policy pack says of both previews: what breaks a rule fails the step; what has to wait for the deployment is counted. */
export async function packStep({ name, root, previews }: PackStepArgs, signal: AbortSignal): Promise<Step> {
  const judged = await Promise.all(
    STAGES.map(async (stage) => {
      const words = [process.execPath, JUDGE, stage] as const;
      const input = JSON.stringify(previews[stage]);
      const what = `What the policy pack says of ${stage}`;
      const fix = `Look at it: pulumi preview --policy-pack infra/pack --stack ${stage}`;
      return { stage, ...Judged.parse(JSON.parse(await toolOutput({ words, root, what, fix, input }, signal))) };
    }),
  );
  const sum = (count: (one: (typeof judged)[number]) => number) => judged.reduce((all, one) => all + count(one), 0);
  const findings = judged.flatMap(({ stage, violations }) =>
    violations.map(({ rule, resource, message }): Finding => {
      const subject = `${resource} of ${stage}`;
      return { code: `pack-${rule}`, message, subject, fix: "Change the program as the rule says." };
    }),
  );
  const later = sum(({ undecided }) => undecided.length);
  const waiting = later === 0 ? "" : `, ${later} answers known after the deployment`;
  const detail = `${judged[0]?.rules ?? 0} rules, ${sum(({ resources }) => resources)} resources${waiting}`;
  return foundStep({ name, findings, detail });
}
