import * as z from "zod";
import type { Stage } from "../../runtime/domain/stage.ts";
import { type FunctionLogArgs, functionLog } from "../aws/function-log.ts";
import { parsedJson } from "../checks/verification/parsed-json.ts";
import { waitUntil } from "./wait-until.ts";

const Line = z.object({ version: z.string(), correlationId: z.string() });

export type Answering = {
  client: FunctionLogArgs["client"];
  stage: Stage;
  function: string;
  correlationId: string;
  /** Epoch milliseconds from which on to look. */
  since: number;
  milliseconds: number;
};

/** The versions by which a function's log lines with this correlation id were written; none when no line came in time. */
export async function answeringVersions(asked: Answering, signal: AbortSignal): Promise<readonly string[]> {
  const { correlationId, since: from, milliseconds, ...log } = asked;
  const ask = async () => {
    const versions = new Set<string>();
    for await (const page of functionLog({ ...log, from, to: undefined, holding: correlationId }, signal)) {
      for (const { text } of page) for (const version of versionIn(text, correlationId)) versions.add(version);
    }
    return versions.size === 0 ? undefined : [...versions];
  };
  return (await waitUntil({ milliseconds, ask }, signal)) ?? [];
}

/** Lines that are not ours, or no JSON, say nothing. */
function versionIn(text: string, correlationId: string): readonly string[] {
  const line = Line.safeParse(parsedJson(text)).data;
  return line?.correlationId === correlationId ? [line.version] : [];
}
