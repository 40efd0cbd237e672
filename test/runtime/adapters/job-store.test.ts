import { describe } from "vitest";
import { jobListContract } from "../../contract/job-list.ts";
import { jobRacesContract } from "../../contract/job-races.ts";
import { type JobStoreMaker, jobStoreContract } from "../../contract/job-store.ts";
import { memoryJobStore } from "../../contract/memory-job-store.ts";

describe("the store of jobs in memory", () => {
  const make: JobStoreMaker = ({ now }) => memoryJobStore({ now });
  jobStoreContract(make);
  jobRacesContract(make);
  jobListContract(make);
});
