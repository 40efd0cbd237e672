import { LambdaClient, paginateListEventSourceMappings } from "@aws-sdk/client-lambda";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

const MOVING: ReadonlySet<string> = new Set(["Creating", "Enabling", "Updating"]);

/** What hands the worker its messages and the announcer its changes is switched on. */
export const eventSources: VerificationStep = {
  name: "event sources",
  needs: ["stack outputs"],
  async run({ stage, timeoutMilliseconds, found }, signal) {
    const { region, queueUrl, jobsTable } = brought(found.outputs);
    const client = new LambdaClient({ region });
    const meant = [
      { name: "worker", from: "its queue", isSource: (arn: string) => arn.endsWith(`:${queueUrl.split("/").at(-1)}`) },
      {
        name: "notify",
        from: "the jobs' stream",
        isSource: (arn: string) => arn.includes(`:table/${jobsTable}/stream/`),
      },
    ];
    const findings: Finding[] = [];
    try {
      for (const { name, from, isSource } of meant) {
        let state = "missing";
        const ask = async () => {
          state = "missing";
          const FunctionName = `atlas-codex-${name}-${stage}`;
          for await (const page of paginateListEventSourceMappings(
            { client },
            { FunctionName },
            { abortSignal: signal },
          )) {
            const mapping = page.EventSourceMappings?.find(({ EventSourceArn = "" }) => isSource(EventSourceArn));
            if (mapping !== undefined) state = mapping.State ?? "unknown";
          }
          return MOVING.has(state) ? undefined : state;
        };
        await waitUntil({ milliseconds: timeoutMilliseconds, ask }, signal);
        if (state === "Enabled") continue;
        const message = `What hands the function ${name} the records of ${from} is ${state}, not Enabled.`;
        const fix = "Switch it on: aws lambda update-event-source-mapping --enabled --uuid …";
        findings.push({ code: "event-source", message, subject: name, fix });
      }
    } finally {
      client.destroy();
    }
    return { steps: [judgedStep({ name: this.name, detail: "queue → worker, jobs' stream → notify", findings })] };
  },
};
