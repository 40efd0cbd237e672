import type { FunctionName } from "../runtime/domain/environment.ts";

/** MB and seconds of each function. */
export const FUNCTIONS: Record<FunctionName, { memorySize: number; timeout: number }> = {
  api: { memorySize: 1024, timeout: 29 },
  worker: { memorySize: 1024, timeout: 30 },
  health: { memorySize: 512, timeout: 15 },
  notify: { memorySize: 512, timeout: 15 },
  "ws-connect": { memorySize: 256, timeout: 10 },
  "ws-disconnect": { memorySize: 256, timeout: 10 },
  "ws-default": { memorySize: 512, timeout: 10 },
  "rotate-secret": { memorySize: 256, timeout: 30 },
};
