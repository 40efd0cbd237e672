import type { DeploymentStep } from "./step.ts";
import { aliases } from "./steps/aliases.ts";
import { canary } from "./steps/canary.ts";
import { isolationAfter } from "./steps/isolation.ts";
import { migrationsFirst, migrationsLast } from "./steps/migrations.ts";
import { migrationsBack } from "./steps/migrations-back.ts";
import { program } from "./steps/program.ts";
import { settle } from "./steps/settle.ts";
import { update } from "./steps/update.ts";
import { verify, verifyLive } from "./steps/verify.ts";

/** What a deployment does once it is in the ledger, in order. */
export const DEPLOYMENT: readonly DeploymentStep[] = [
  migrationsFirst,
  update,
  settle,
  verify,
  canary,
  verifyLive,
  isolationAfter,
  migrationsLast,
];

/** What a rollback does, in order: traffic first, then everything else. */
export const ROLLBACK: readonly DeploymentStep[] = [
  aliases,
  migrationsBack,
  program,
  settle,
  verifyLive,
  isolationAfter,
];
