import type { GateStep } from "./gate-step.ts";
import { architectureStep } from "./steps/architecture.ts";
import { environmentsStep } from "./steps/environments.ts";
import { isolationStep } from "./steps/isolation.ts";
import { migrationsStep } from "./steps/migrations.ts";
import { modelsStep } from "./steps/models.ts";
import { schemasStep } from "./steps/schemas.ts";
import { secretsStep } from "./steps/secrets.ts";

/** The gate's steps, in order. */
export const GATE: readonly GateStep[] = [
  schemasStep,
  environmentsStep,
  modelsStep,
  architectureStep,
  secretsStep,
  isolationStep,
  migrationsStep,
];
