import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { parsedJson } from "../checks/verification/parsed-json.ts";
import type { FunctionVersions } from "../deployment/ports.ts";
import { unreadable } from "../failure.ts";
import type { Door, StageCall } from "./door.ts";
import { proxyEvent } from "./proxy-event.ts";

const Answer = z.object({ statusCode: z.int(), body: z.string() });
const Crash = z.object({ errorMessage: z.string() });

/** The way past the live alias, to versions that have no traffic yet: what API Gateway would send is sent to them directly. */
export function pastAlias(versions: FunctionVersions): Door {
  const qualifier = (name: string) => {
    const version = versions[name];
    if (version !== undefined) return version;
    throw unreadable(`No version of the function ${name} is named.`, "Deploy the stage again, so that it has one.");
  };
  return { qualifier, call: (call, signal) => invoked({ ...call, qualifier }, signal) };
}

type Invoked = StageCall & Pick<Door, "qualifier">;

async function invoked({ outputs, qualifier, ...call }: Invoked, signal: AbortSignal) {
  const name = /^\/health(?:\?|$)/.test(call.path) ? "health" : "api";
  const version = qualifier(name);
  const client = new LambdaClient({ region: outputs.region });
  try {
    const command = new InvokeCommand({
      FunctionName: `atlas-codex-${name}-${outputs.stage}`,
      Qualifier: version,
      Payload: JSON.stringify(proxyEvent(call)),
    });
    const { Payload, FunctionError } = await client.send(command, { abortSignal: signal });
    const payload = parsedJson(Payload?.transformToString() ?? "");
    // What API Gateway would answer for a function that ended with an error.
    if (FunctionError !== undefined) return { status: 502, body: crashBody(payload) };
    const answer = Answer.safeParse(payload).data;
    const body = answer === undefined ? undefined : parsedJson(answer.body);
    if (answer !== undefined && body !== undefined) return { status: answer.statusCode, body };
    throw unreadable(
      `Version ${version} of the function ${name} gave no usable answer.`,
      `Look at the ${name} function's log.`,
    );
  } finally {
    client.destroy();
  }
}

function crashBody(payload: unknown): unknown {
  const message = Crash.safeParse(payload).data?.errorMessage ?? "the function ended with an error";
  return { error: { code: "function-error", message } };
}
