import type { ChildProcesses } from "./child-processes.ts";

/** What every method of the language host may use. */
export interface HostContext {
  /** The engine's gRPC address, handed on to what it runs. */
  readonly engineAddress: string;
  readonly children: ChildProcesses;
}
