import { AS_TEXT, JSON_AS_TEXT, SQL } from "../forms.ts";
import { textLogs } from "../log-rows.ts";
import { createdAt, error, params, result, status, updatedAt, url } from "../rows.ts";
import type { Row, Shape } from "../shape.ts";
import type { JobType } from "../words.ts";

const STRATEGY = "processing_strategy";

const strategy: Row<JobType> = {
  paths: [[STRATEGY]],
  read: ({ item }) => (item.get(STRATEGY) === "ai_process" ? "ai-process" : "async"),
  write: () => [],
};

/** Import of the SQLite table `content_metadata`, October 2025. */
export const v11Sqlite: Shape = {
  name: "v11-sqlite",
  marker: { present: ["content_id"], absent: ["quarantined_at"] },
  rows: {
    params: params("/metadata", AS_TEXT),
    type: strategy,
    status: status("/processing_status", { words: "pending processing completed failed", numbered: true }),
    url: url("/source_url"),
    createdAt: createdAt("/created_at", SQL),
    updatedAt: updatedAt("/updated_at", SQL),
    result: result("/extracted", JSON_AS_TEXT),
    error: error("/failure_reason", AS_TEXT),
    logs: textLogs("/history"),
  },
};
