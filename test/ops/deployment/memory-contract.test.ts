import { describe } from "vitest";
import { deployedFunctionsContract } from "../../contract/deployed-functions.ts";
import { changingEngineContract, plannedEngineContract } from "../../contract/deployment-engine.ts";
import { memoryDeployment } from "../../contract/memory-deployment.ts";

const { signal } = new AbortController();

/** Two functions on their first versions, and a second program; numbers of versions go on. */
async function stageInMemory() {
  const stage = memoryDeployment({
    commits: { a: { api: "api-a", worker: "worker-a" }, b: { api: "api-b", worker: "worker-b" } },
  });
  const { engine } = stage.ports;
  await engine.up(await engine.plan(signal), signal);
  return stage;
}

describe("functions in memory", () => {
  deployedFunctionsContract(async () => {
    const { ports, world } = await stageInMemory();
    world.head = "b";
    await ports.engine.up(await ports.engine.plan(signal), signal);
    const publish = async (name: string) => {
      const published = world.functions.get(name)?.published ?? [];
      published.push("another");
      return `${published.length}`;
    };
    return { functions: ports.functions, names: ["api", "worker"], publish };
  });
});

describe("the engine in memory", () => {
  plannedEngineContract(async () => (await stageInMemory()).ports.engine);
  changingEngineContract(async () => {
    const { ports, world } = await stageInMemory();
    const change = async () => {
      world.head = "b";
    };
    return { engine: ports.engine, deployed: "a", change };
  });
});
