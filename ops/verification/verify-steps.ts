import { randomUUID } from "node:crypto";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { VerifiedVersions } from "../deployment/ports.ts";
import type { Step } from "../report.ts";
import { type Door, PUBLIC_DOOR } from "./door.ts";
import { pastAlias } from "./past-alias.ts";
import { BEFORE_TRAFFIC, PLAN } from "./plan.ts";
import { runVerification } from "./run-verification.ts";
import type { Asked, VerificationStep } from "./verification.ts";

export type VerifyStepsArgs = VerifiedVersions & {
  readonly stage: Stage;
  /** Function name → digest of the bundle that its version has; without them the stack's outputs tell. */
  readonly bundles?: Readonly<Record<string, string>> | undefined;
  /** Digest of the stage's settings, where it is to be compared. */
  readonly settings?: string | undefined;
  /** The page of the smoke jobs, where another is wanted. */
  readonly smokeUrl?: string | undefined;
  /** How long one step may wait for its condition. */
  readonly timeoutMilliseconds: number;
  readonly note: (line: string) => void;
};

type Way = { readonly door: Door; readonly plan: readonly VerificationStep[] };

/**
 * Whether these versions of a stage's functions are what was meant, and work: asked past the alias before they have traffic,
 * or through the door when all of it goes there. Throws what is a person's slip (exit 2).
 */
export async function verifySteps(args: VerifyStepsArgs, signal: AbortSignal): Promise<readonly Step[]> {
  const { phase, stage, versions, bundles, settings, smokeUrl, timeoutMilliseconds, note } = args;
  const ways: Record<VerifiedVersions["phase"], () => Way> = {
    live: () => ({ door: PUBLIC_DOOR, plan: PLAN }),
    "before-traffic": () => ({ door: pastAlias(versions), plan: BEFORE_TRAFFIC }),
  };
  const { door, plan } = ways[phase]();
  const meant = { name: "the deployment under way", versions, bundles, settings };
  const id = `verify-${randomUUID()}`;
  const asked: Asked = { stage, smokeUrl, timeoutMilliseconds, id, door, meant, note };
  return runVerification({ asked, plan }, signal);
}
