import { describe } from "vitest";
import { memorySocketRegistry } from "../../contract/memory-socket-registry.ts";
import { socketRegistryContract } from "../../contract/socket-registry.ts";

describe("the registry of sockets in memory", () => socketRegistryContract(({ now }) => memorySocketRegistry({ now })));
