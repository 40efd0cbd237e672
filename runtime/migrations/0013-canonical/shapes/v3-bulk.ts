import { AS_TEXT, AUTO, always, JSON_AS_TEXT } from "../forms.ts";
import { textLogs } from "../log-rows.ts";
import { createdAt, error, impliedType, params, result, status, updatedAt, url } from "../rows.ts";
import type { Shape } from "../shape.ts";

/** Bulk importer, September 2023: CSV rows, every value a string. */
export const v3Bulk: Shape = {
  name: "v3-bulk",
  marker: { present: ["batch_id", "row"] },
  rows: {
    params: params("/options", AS_TEXT),
    type: impliedType(always("async")),
    status: status("/status", { words: "queued running success failed" }),
    url: url("/source_url"),
    createdAt: createdAt("/created_ts", AUTO),
    updatedAt: updatedAt("/updated_ts", AUTO),
    result: result("/result", JSON_AS_TEXT),
    error: error("/error", AS_TEXT),
    logs: textLogs("/notes"),
  },
};
