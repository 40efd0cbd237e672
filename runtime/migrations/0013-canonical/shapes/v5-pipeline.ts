import { AS_MAP, AS_MESSAGE, aiIfPrompted, MSTEXT, VALUE } from "../forms.ts";
import { mapLogs } from "../log-rows.ts";
import { createdAt, error, params, result, status, type, updatedAt, url } from "../rows.ts";
import type { Shape } from "../shape.ts";

const VERSION = 2;

/** V2 pipeline, January to May 2024. */
export const v5Pipeline: Shape = {
  name: "v5-pipeline",
  marker: { present: [], version: VERSION },
  rows: {
    params: params("/input/params", AS_MAP),
    type: type("/jobType", { otherwise: aiIfPrompted }),
    status: status("/jobStatus", { words: "PENDING PROCESSING COMPLETED FAILED" }),
    url: url("/input/url", "/input/source_url"),
    createdAt: createdAt("/timestamps/createdAt", MSTEXT),
    updatedAt: updatedAt("/timestamps/updatedAt", MSTEXT),
    result: result("/output", VALUE),
    error: error("/failure", AS_MESSAGE),
    logs: mapLogs("/logs", { at: "timestamp", level: "level", message: "message", time: "iso" }),
  },
  fixed: (id) => [
    [["schemaVersion"], VERSION],
    [["jobId"], id],
  ],
};
