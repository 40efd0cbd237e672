import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import * as z from "zod";
import { type FunctionSeen, functionFindings } from "../../checks/verification/function-findings.ts";
import { parsedJson } from "../../checks/verification/parsed-json.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { settingsTold } from "../settings-told.ts";
import { brought, bundlesMeant, type Found, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

/** Every function of the stack behind the door: active, of the version that was meant, with the environment and, unless it was rolled back, the settings that were meant. */
export const functions: VerificationStep = {
  name: "functions",
  needs: ["stack outputs", "stage file"],
  async run({ stage, timeoutMilliseconds, found, door }, signal) {
    const outputs = brought(found.outputs);
    const { settings } = found;
    const bundles = bundlesMeant(found);
    const client = new LambdaClient({ region: outputs.region });
    const names = Object.keys(outputs.versions);
    const seen: FunctionSeen[] = [];
    const findings: Finding[] = [];
    try {
      for (const name of names) {
        const FunctionName = `atlas-codex-${name}-${stage}`;
        const command = new GetFunctionConfigurationCommand({ FunctionName, Qualifier: door.qualifier(name) });
        let last: FunctionConfiguration | undefined;
        const ask = async () => {
          last = await orNone(client.send(command, { abortSignal: signal }));
          return last?.State === "Pending" || last?.LastUpdateStatus === "InProgress" ? undefined : "settled";
        };
        await waitUntil({ milliseconds: timeoutMilliseconds, ask }, signal);
        if (last === undefined) {
          findings.push({
            code: "function-missing",
            message: `There is no function ${FunctionName}:${door.qualifier(name)}.`,
            subject: name,
          });
          continue;
        }
        const { State: state = "unknown", LastUpdateStatus: lastUpdate = "unknown", Environment } = last;
        const told = { name, state, lastUpdate, variables: Environment?.Variables ?? {} };
        seen.push(told);
        findings.push(...functionFindings(told, { outputs, settings, bundle: bundles[name] }));
      }
    } finally {
      client.destroy();
    }
    const detail = `${seen.length} of ${names.length}: ${comparedIn(found)}`;
    const brings: Found = { functions: seen, settings: settings ?? settingsTold(seen) };
    return { brings, steps: [judgedStep({ name: this.name, detail, findings })] };
  },
};

function comparedIn({ settings, meant }: Found): string {
  if (settings !== undefined) return "state, version, environment, settings";
  return `state, version, names of the stack; further settings and variables are those that ${meant?.restored} was verified with, not this checkout's`;
}

const Answer = z.object({ smoke: z.literal(true), stage: z.string(), version: z.string() });

/** Every function loads and says which version it is, when it is asked with an empty event. */
export const functionsAnswer: VerificationStep = {
  name: "functions answer",
  needs: ["stack outputs"],
  async run({ stage, found, door }, signal) {
    const { region, versions } = brought(found.outputs);
    const bundles = bundlesMeant(found);
    const client = new LambdaClient({ region });
    const fix = "Look at its log: it has to load with the environment it is given.";
    try {
      const asked = Object.keys(versions).map(async (name): Promise<Finding[]> => {
        const command = new InvokeCommand({
          FunctionName: `atlas-codex-${name}-${stage}`,
          Qualifier: door.qualifier(name),
          Payload: "{}",
        });
        const answer = await orNone(client.send(command, { abortSignal: signal }));
        const told = Answer.safeParse(parsedJson(answer?.Payload?.transformToString() ?? "")).data;
        if (told === undefined) {
          const why = answer?.FunctionError ?? (answer === undefined ? "does not exist" : "no smoke answer");
          return [
            { code: "function-silent", message: `The function ${name} does not load: ${why}.`, subject: name, fix },
          ];
        }
        const meant = bundles[name];
        if (told.version === meant && told.stage === stage) return [];
        const message = `The function ${name} answers as ${told.version} of ${told.stage}; meant is ${meant} of ${stage}.`;
        return [
          { code: "version", message, subject: name, fix: `Deploy the stage again: ops deploy --stage ${stage}` },
        ];
      });
      const findings = (await Promise.all(asked)).flat();
      const detail = `${asked.length} asked for their version`;
      return { steps: [judgedStep({ name: this.name, detail, findings })] };
    } finally {
      client.destroy();
    }
  },
};

async function orNone<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
