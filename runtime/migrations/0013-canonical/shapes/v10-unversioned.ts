import { AS_MAP, AS_TEXT, always, MS, VALUE } from "../forms.ts";
import { mapLogs } from "../log-rows.ts";
import { createdAt, error, params, result, status, type, updatedAt, url } from "../rows.ts";
import type { Shape } from "../shape.ts";

/** First code after the schema proposal, September 2025. */
export const v10Unversioned: Shape = {
  name: "v10-unversioned",
  marker: { present: ["params", "createdAt"], absent: ["schemaVersion"] },
  rows: {
    params: params("/params", AS_MAP),
    type: type("/type", { otherwise: always("async") }),
    status: status("/status", { words: "pending processing completed failed" }),
    url: url("/url"),
    createdAt: createdAt("/createdAt", MS),
    updatedAt: updatedAt("/updatedAt", MS),
    result: result("/result", VALUE),
    error: error("/error", AS_TEXT),
    logs: mapLogs("/logs", { at: "at", level: "level", message: "message", time: "milliseconds" }),
  },
};
