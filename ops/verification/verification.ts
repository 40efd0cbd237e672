import type { Settings } from "../../runtime/domain/settings.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { FunctionSeen } from "../checks/verification/function-findings.ts";
import type { FunctionVersions } from "../deployment/ports.ts";
import type { Step } from "../report.ts";
import type { Door } from "./door.ts";
import type { NeededOutputs } from "./needed-outputs.ts";

/** What should run in a stage, as far as a deployment says so. */
export type Meant = {
  /** How the report calls who says so. */
  readonly name: string;
  readonly versions: FunctionVersions;
  /** Function name → digest of its bundle. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Digest of the stage's settings. */
  readonly settings: string;
  /** After a rollback, the deployment that these versions were verified with: this checkout's settings and outputs are not theirs. */
  readonly restored?: string | undefined;
  /** Which share of the traffic the versions should have by now. */
  readonly traffic: "all" | "none yet";
};

/** What a verification was asked for. */
export type Asked = {
  stage: Stage;
  /** The page of the smoke jobs; without one, the embedded AWS's sample site or https://example.com/. */
  smokeUrl: string | undefined;
  /** How long one step may wait for its condition. */
  timeoutMilliseconds: number;
  /** Marks everything this verification makes: correlation ids, messages, names. */
  id: string;
  door: Door;
  /** What should run, where whoever asks knows it; else the stage's ledger is asked. */
  meant?: Meant | undefined;
  /** The deployment whose record is held against what runs; without one, the record that is live. */
  deployment?: string | undefined;
  /** Is told how far it is. */
  note: (line: string) => void;
};

/** What earlier steps brought; a step names in `needs` those it builds on. */
export type Found = {
  outputs?: NeededOutputs;
  /** By which the stage's model family is known; undefined where nobody can tell. */
  settings?: Settings | undefined;
  masterKey?: string;
  functions?: readonly FunctionSeen[];
  meant?: Meant;
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

/** Function name → digest of the bundle that should run: what a deployment says, else what the stack says of itself. */
export function bundlesMeant({ meant, outputs }: Found): Readonly<Record<string, string>> {
  return meant?.bundles ?? brought(outputs).versions;
}
