import { deploymentsOf } from "../../../../ops/deployment/history.ts";
import { type MemoryDeployment, memoryDeployment } from "../../../contract/memory-deployment.ts";
import { deployed } from "./stage-run.ts";

export const COMMITS = { a: { api: "api-a", worker: "worker-a" }, b: { api: "api-b", worker: "worker-a" } };
export const never = new AbortController().signal;

/** A stage with commit a live, and b in the checkout. */
export async function withA(stage: "preview" | "production" = "preview"): Promise<MemoryDeployment> {
  const memory = memoryDeployment({ commits: COMMITS, stage });
  memory.world.verifiedInPreview = "D-preview";
  await deployed(memory, { apply: true, ...(stage === "production" ? { confirm: stage } : {}) });
  memory.world.head = "b";
  return memory;
}

export async function idsOf({ ports }: MemoryDeployment): Promise<string[]> {
  return (await deploymentsOf(ports, never)).map(({ id }) => id);
}

export async function lastOf(memory: MemoryDeployment): Promise<string> {
  return (await idsOf(memory)).at(-1) ?? "";
}
