import type { Fields, Value } from "../../plain/value.ts";
import { AS_TEXT, ISO, JSON_AS_TEXT } from "../forms.ts";
import { textLogs } from "../log-rows.ts";
import { createdAt, error, result, status, type, updatedAt, url } from "../rows.ts";
import type { Row, Shape } from "../shape.ts";

/** Attributes with a meaning of their own; the time to live has none in any shape. */
const NAMED = new Set("id job_id state target mode created_at updated_at result error log ttl".split(" "));

const isParameter = (name: string) => !NAMED.has(name);

const flatParams: Row<Fields> = {
  paths: [],
  takes: isParameter,
  read: ({ item }) => new Map([...item].filter(([name]) => isParameter(name))),
  write: (job) =>
    [...job.params].filter(([name]) => isParameter(name)).map(([name, value]): [string[], Value] => [[name], value]),
};

/** V1 service, February to June 2023: parameters lie among the attributes. */
export const v1Flat: Shape = {
  name: "v1-flat",
  marker: { present: ["state", "target"] },
  rows: {
    params: flatParams,
    type: type("/mode", { otherwise: (params) => (params.has("callback_url") ? "async" : "sync") }),
    status: status("/state", { words: "queued running done error" }),
    url: url("/target"),
    createdAt: createdAt("/created_at", ISO),
    updatedAt: updatedAt("/updated_at", ISO),
    result: result("/result", JSON_AS_TEXT),
    error: error("/error", AS_TEXT),
    logs: textLogs("/log"),
  },
  fixed: (id) => [[["job_id"], id]],
};
