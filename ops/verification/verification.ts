import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Settings } from "../../runtime/domain/settings.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { FunctionSeen } from "../checks/verification/function-findings.ts";
import type { Step } from "../report.ts";

/** What a verification was asked for. */
export type Asked = {
  stage: Stage;
  /** The page of the smoke jobs; without one, the embedded AWS's sample site or https://example.com/. */
  smokeUrl: string | undefined;
  /** How long one step may wait for its condition. */
  timeoutMilliseconds: number;
  /** Marks everything this verification makes: correlation ids, messages, names. */
  id: string;
  /** Is told how far it is. */
  note: (line: string) => void;
};

/** What earlier steps brought; a step names in `needs` those it builds on. */
export type Found = {
  outputs?: StackOutputs;
  settings?: Settings;
  masterKey?: string;
  functions?: readonly FunctionSeen[];
};

/** One step: its lines of the report, and what later ones build on. Throws `unreadable` for what could not be asked. */
export type VerificationStep = {
  name: string;
  needs: readonly string[];
  run: (asked: Asked & { found: Found }, signal: AbortSignal) => Promise<{ brings?: Found; steps: readonly Step[] }>;
};

/** What an earlier step brought; it is named in `needs`, so it is there. */
export function brought<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("A step does not name the one it builds on.");
  return value;
}
