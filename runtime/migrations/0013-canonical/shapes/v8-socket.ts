import { mapBody } from "../body-rows.ts";
import { AS_TEXT, aiIfPrompted, MS, VALUE } from "../forms.ts";
import { mapLogs } from "../log-rows.ts";
import { createdAt, error, impliedType, result, status, updatedAt } from "../rows.ts";
import type { Shape } from "../shape.ts";

/** WebSocket service, November 2024 to April 2025. */
export const v8Socket: Shape = {
  name: "v8-socket",
  marker: { present: ["connectionId", "payload"] },
  body: ["payload"],
  rows: {
    ...mapBody("/payload"),
    type: impliedType(aiIfPrompted),
    status: status("/lastEvent/type", {
      words: "accepted progress completed failed",
      also: { progress: "processing" },
    }),
    createdAt: createdAt("/acceptedAt", MS),
    updatedAt: updatedAt("/lastEvent/at", MS),
    result: result("/result", VALUE),
    error: error("/error", AS_TEXT),
    logs: mapLogs("/events", { at: "at", level: "level", message: "type", time: "milliseconds", quiet: true }),
  },
};
