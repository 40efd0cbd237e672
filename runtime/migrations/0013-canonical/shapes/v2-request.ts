import { isBlank } from "../../plain/value.ts";
import { AS_MAP, AS_MESSAGE, SEC, VALUE } from "../forms.ts";
import { lineLogs } from "../log-rows.ts";
import { pathOf, valueAt } from "../path.ts";
import { Refusal } from "../refusal.ts";
import { createdAt, error, params, result, status, updatedAt, url } from "../rows.ts";
import type { Row, Shape } from "../shape.ts";
import type { JobType } from "../words.ts";

const ASYNC = pathOf("/request/async");

const asyncOrNot: Row<JobType> = {
  paths: [ASYNC],
  read: ({ item }) => {
    const value = valueAt(item, ASYNC);
    if (value === true) return "async";
    return value === false || isBlank(value) ? "sync" : new Refusal("unknown-type");
  },
  write: (job) => [[ASYNC, job.type === "async"]],
};

/** V1 after its API was rewritten, June to September 2023. */
export const v2Request: Shape = {
  name: "v2-request",
  marker: { present: ["request"] },
  rows: {
    params: params("/request/options", AS_MAP),
    type: asyncOrNot,
    status: status("/status", { words: "PENDING RUNNING DONE ERROR" }),
    url: url("/request/url"),
    createdAt: createdAt("/created", SEC),
    updatedAt: updatedAt("/modified", SEC),
    result: result("/output", VALUE),
    error: error("/error", AS_MESSAGE),
    logs: lineLogs("/messages"),
  },
};
