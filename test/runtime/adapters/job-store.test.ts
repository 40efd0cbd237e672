import { describe } from "vitest";
import { jobStoreContract } from "../../contract/job-store.ts";
import { memoryJobStore } from "../../contract/memory-job-store.ts";

describe("the store of jobs in memory", () => jobStoreContract(({ now }) => memoryJobStore({ now })));
