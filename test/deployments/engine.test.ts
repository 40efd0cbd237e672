import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, vi } from "vitest";
import { bringUpStage } from "../../local/bring-up.ts";
import type * as EngineModule from "../../ops/deployment/aws/engine.ts";
import { changingEngineContract } from "../contract/deployment-engine.ts";
import { type OwnDeployments, startOwnDeployments } from "./own-deployments.ts";
import { HARMLESS } from "./seeded-rows.ts";

const { signal } = new AbortController();
let stage: OwnDeployments;

beforeAll(async () => {
  stage = await startOwnDeployments(signal);
  await bringUpStage(stage.own.workshop, "preview", signal);
  for (const [name, value] of Object.entries(stage.own.workshop.environment)) vi.stubEnv(name, value);
}, 300_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await stage?.stop();
}, 60_000);

describe("the engine with a program that changes", { timeout: 600_000 }, () => {
  changingEngineContract(async () => {
    const { checkout } = stage;
    // Commits are looked for in the checkout that the engine's own module lies in.
    const module = pathToFileURL(join(checkout.folder, "ops/deployment/aws/engine.ts")).href;
    const { pulumiEngine }: typeof EngineModule = await import(module);
    const engine = pulumiEngine({ stage: "preview", note: () => undefined });
    return { engine, deployed: checkout.first, change: async () => void (await checkout.commit("other", HARMLESS)) };
  });
});
