import { isDeepStrictEqual } from "node:util";
import { describe } from "vitest";
import type { Item } from "../../../runtime/adapters/attribute.ts";
import { jobListContract } from "../../contract/job-list.ts";
import { jobRacesContract } from "../../contract/job-races.ts";
import { type JobStoreMaker, jobStoreContract } from "../../contract/job-store.ts";
import { type LegacyJobsMaker, legacyJobsContract } from "../../contract/legacy-jobs.ts";
import { memoryJobStore } from "../../contract/memory-job-store.ts";

describe("the store of jobs in memory", () => {
  const make: JobStoreMaker = ({ now }) => memoryJobStore({ now });
  jobStoreContract(make);
  jobRacesContract(make);
  jobListContract(make);

  const beside: LegacyJobsMaker = ({ now }) => {
    const items = new Map<string, Item>();
    const put = async (item: Item) => items.set(item.id?.S ?? "", item);
    return {
      store: memoryJobStore({ now, items }),
      put,
      itemOf: async (id) => items.get(id),
      async replace({ read, next }) {
        if (!isDeepStrictEqual(items.get(read.id?.S ?? ""), read)) return "changed";
        await put(next);
        return "written";
      },
    };
  };
  legacyJobsContract(beside);
});
