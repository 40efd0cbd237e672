import { textBody } from "../body-rows.ts";
import { AS_MESSAGE, always, JSON_AS_MAP, MS, MSTEXT_AS_DIGITS } from "../forms.ts";
import { mapLogs } from "../log-rows.ts";
import { createdAt, error, result, status, updatedAt } from "../rows.ts";
import type { Shape } from "../shape.ts";

/** First V2 pipeline, October to December 2023: the SQS message, saved. */
export const v4Message: Shape = {
  name: "v4-message",
  marker: { present: ["messageId", "body"] },
  body: ["body"],
  rows: {
    ...textBody("/body", { urls: ["/url", "/source_url", "/target"], otherwise: always("async") }),
    status: status("/disposition", {
      words: "queued in_flight deleted dead",
      also: { deleted: "completed" },
      otherwise: "pending",
    }),
    createdAt: createdAt("/attributes/SentTimestamp", MSTEXT_AS_DIGITS),
    updatedAt: updatedAt("/lastSeenAt", MS),
    result: result("/response", JSON_AS_MAP),
    error: error("/failure", AS_MESSAGE),
    logs: mapLogs("/trace", { at: "t", level: "l", message: "m", time: "milliseconds" }),
  },
};
