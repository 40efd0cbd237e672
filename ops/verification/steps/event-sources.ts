import {
  type EventSourceMappingConfiguration,
  LambdaClient,
  paginateListEventSourceMappings,
} from "@aws-sdk/client-lambda";
import type { Finding } from "../../report.ts";
import { LIVE } from "../door.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

const MOVING: ReadonlySet<string> = new Set(["Creating", "Enabling", "Updating"]);

/** What hands the worker its messages and the announcer its changes is switched on, and hands them to the live alias. */
export const eventSources: VerificationStep = {
  name: "event sources",
  needs: ["stack outputs"],
  async run({ stage, timeoutMilliseconds, found }, signal) {
    const { region, queueUrl, jobsTable } = brought(found.outputs);
    const client = new LambdaClient({ region });
    const queue = `:${queueUrl.split("/").at(-1)}`;
    const stream = `:table/${jobsTable}/stream/`;
    const meant = [
      { name: "worker", from: "its queue", isSource: (arn: string) => arn.endsWith(queue) },
      { name: "notify", from: "the jobs' stream", isSource: (arn: string) => arn.includes(stream) },
    ];
    const findings: Finding[] = [];
    try {
      for (const { name, from, isSource } of meant) {
        const target = `:function:atlas-codex-${name}-${stage}`;
        let state = "missing";
        const ask = async () => {
          // Asked for by the name of a function, those of its aliases would be left out.
          const mappings = await allMappings(client, signal);
          const own = mappings.filter(({ EventSourceArn = "" }) => isSource(EventSourceArn));
          const mapping = own.find(({ FunctionArn = "" }) => FunctionArn.endsWith(`${target}:${LIVE}`));
          const astray = own.some(({ FunctionArn = "" }) => FunctionArn.includes(target));
          state = mapping?.State ?? (astray ? "past the live alias" : "missing");
          return MOVING.has(state) ? undefined : state;
        };
        await waitUntil({ milliseconds: timeoutMilliseconds, ask }, signal);
        if (state === "Enabled") continue;
        const message = `What hands the live alias of ${name} the records of ${from} is ${state}, not Enabled.`;
        const fix = "Switch it on: aws lambda update-event-source-mapping --enabled --uuid …";
        findings.push({ code: "event-source", message, subject: name, fix });
      }
    } finally {
      client.destroy();
    }
    return { steps: [judgedStep({ name: this.name, detail: "queue → worker, jobs' stream → notify", findings })] };
  },
};

async function allMappings(client: LambdaClient, signal: AbortSignal): Promise<EventSourceMappingConfiguration[]> {
  const all: EventSourceMappingConfiguration[] = [];
  for await (const page of paginateListEventSourceMappings({ client }, {}, { abortSignal: signal })) {
    all.push(...(page.EventSourceMappings ?? []));
  }
  return all;
}
