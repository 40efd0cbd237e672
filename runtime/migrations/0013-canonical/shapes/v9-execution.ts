import { textBody } from "../body-rows.ts";
import { aiIfPrompted, JSON_AS_TEXT, SEC } from "../forms.ts";
import { mapLogs } from "../log-rows.ts";
import { createdAt, errorPair, result, status, updatedAt } from "../rows.ts";
import type { Shape } from "../shape.ts";

/** Trial with Step Functions, April to August 2025. */
export const v9Execution: Shape = {
  name: "v9-execution",
  marker: { present: ["executionArn"] },
  body: ["input"],
  rows: {
    ...textBody("/input", {
      urls: ["/url", "/target", "/source_url", "/request/url", "/input/url"],
      otherwise: aiIfPrompted,
    }),
    status: status("/executionStatus", { words: "PENDING_REDRIVE RUNNING SUCCEEDED FAILED" }),
    createdAt: createdAt("/startDate", SEC),
    updatedAt: updatedAt("/stopDate", SEC),
    result: result("/output", JSON_AS_TEXT),
    error: errorPair("/error", "/cause"),
    logs: mapLogs("/history", { at: "timestamp", level: "level", message: "type", time: "seconds", quiet: true }),
  },
};
