import { randomUUID } from "node:crypto";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { VerifiedVersions } from "../deployment/ports.ts";
import type { Step } from "../report.ts";
import { type Door, PUBLIC_DOOR } from "./door.ts";
import { pastAlias } from "./past-alias.ts";
import { BEFORE_TRAFFIC, PLAN } from "./plan.ts";
import { runVerification } from "./run-verification.ts";
import type { Asked, Meant, VerificationStep } from "./verification.ts";

export type VerifyStepsArgs = VerifiedVersions & {
  readonly stage: Stage;
  /** The page of the smoke jobs, where another is wanted. */
  readonly smokeUrl?: string | undefined;
  /** How long one step may wait for its condition. */
  readonly timeoutMilliseconds: number;
  readonly note: (line: string) => void;
};

type Way = {
  readonly door: Door;
  readonly plan: readonly VerificationStep[];
  readonly traffic: Meant["traffic"];
};

/**
 * Whether these versions of a stage's functions are what was meant, and work: asked past the alias before they have traffic,
 * or through the door when all of it goes there. Throws what is a person's slip (exit 2).
 */
export async function verifySteps(args: VerifyStepsArgs, signal: AbortSignal): Promise<readonly Step[]> {
  const { phase, stage, versions, bundles, settings, restored, smokeUrl, timeoutMilliseconds, note } = args;
  const ways: Record<VerifiedVersions["phase"], () => Way> = {
    live: () => ({ door: PUBLIC_DOOR, plan: PLAN, traffic: "all" }),
    "before-traffic": () => ({ door: pastAlias(versions), plan: BEFORE_TRAFFIC, traffic: "none yet" }),
  };
  const { door, plan, traffic } = ways[phase]();
  const name = restored === undefined ? "the deployment under way" : "the rollback under way";
  const meant = { name, versions, bundles, settings, restored, traffic };
  const id = `verify-${randomUUID()}`;
  const asked: Asked = { stage, smokeUrl, timeoutMilliseconds, id, door, meant, note };
  return runVerification({ asked, plan }, signal);
}
