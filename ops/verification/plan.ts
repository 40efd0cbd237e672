import { alarms } from "./steps/alarms.ts";
import { aliases } from "./steps/aliases.ts";
import { deployment } from "./steps/deployment.ts";
import { eventSources } from "./steps/event-sources.ts";
import { functions, functionsAnswer } from "./steps/functions.ts";
import { deepHealth } from "./steps/health.ts";
import { isolation } from "./steps/isolation.ts";
import { models } from "./steps/models.ts";
import { notification } from "./steps/notification.ts";
import { poisonIn, poisonOut } from "./steps/poison.ts";
import { secrets } from "./steps/secrets.ts";
import { smokeJob } from "./steps/smoke-job.ts";
import { socket } from "./steps/socket.ts";
import { stackOutputs, stageFile } from "./steps/stack.ts";
import { storedJobs } from "./steps/stored-jobs.ts";
import type { VerificationStep } from "./verification.ts";

/**
 * All steps through the door, in their order. The poisoned message is waited for as soon as it is on its way: whoever lets it
 * lie among the dead letters while the others run may wake people by the alarm that counts those.
 */
export const PLAN: readonly VerificationStep[] = [
  stackOutputs,
  stageFile,
  deployment,
  aliases,
  functions,
  functionsAnswer,
  eventSources,
  poisonIn,
  poisonOut,
  secrets,
  deepHealth,
  smokeJob("sync"),
  smokeJob("async"),
  smokeJob("ai-process"),
  socket,
  alarms,
  notification,
  storedJobs,
  models,
  isolation,
];

/** What can be seen of versions that have no traffic yet, past the alias: nothing that only the door leads to. */
export const BEFORE_TRAFFIC: readonly VerificationStep[] = [
  stackOutputs,
  stageFile,
  deployment,
  functions,
  functionsAnswer,
  eventSources,
  secrets,
  deepHealth,
  smokeJob("sync"),
  alarms,
  storedJobs,
  models,
];
