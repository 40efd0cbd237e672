import { FUNCTION_NAMES, type FunctionName } from "../runtime/domain/environment.ts";
import type { StageConfig } from "./config.ts";

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
  "migrate-segment": { memorySize: 1024, timeout: 900 },
};

type Asked = Pick<StageConfig, "migrationWorkers">;

/** Functions that a stage has only where its configuration asks for them, and when it does. */
const OPTIONAL = {
  "migrate-segment": ({ migrationWorkers }: Asked) => migrationWorkers === "step-functions",
} as const satisfies Partial<Record<FunctionName, (asked: Asked) => boolean>>;
type OptionalFunction = keyof typeof OPTIONAL;

/** Something of each function that a stage has. */
export type PerFunction<Made> = Readonly<
  Record<Exclude<FunctionName, OptionalFunction>, Made> & Partial<Record<OptionalFunction, Made>>
>;

/** The functions of a stage with this configuration. */
export function functionsOf(asked: Asked): readonly FunctionName[] {
  const unasked = new Set<string>(Object.entries(OPTIONAL).flatMap(([name, asks]) => (asks(asked) ? [] : [name])));
  return FUNCTION_NAMES.filter((name) => !unasked.has(name));
}
