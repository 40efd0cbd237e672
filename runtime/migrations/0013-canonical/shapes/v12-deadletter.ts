import { canonicalText } from "../../plain/canonical-text.ts";
import type { Fields } from "../../plain/value.ts";
import { AS_TEXT, always, JSON_AS_TEXT, SQL } from "../forms.ts";
import { textLogs } from "../log-rows.ts";
import { createdAt, error, impliedType, params, result, status, updatedAt, url, writtenAt } from "../rows.ts";
import type { Row, Shape } from "../shape.ts";

const TOUCHED = "updated_at";

const writtenIfTouched: Row<number> = {
  ...updatedAt(`/${TOUCHED}`, SQL),
  write: (job) => writtenAt([TOUCHED], job.updatedAt === job.createdAt ? undefined : SQL.write(job.updatedAt)),
};

/** Import of the SQLite table `dead_letter_queue`, November 2025. */
export const v12Deadletter: Shape = {
  name: "v12-deadletter",
  marker: { present: ["content_id", "quarantined_at"] },
  rows: {
    params: params("/metadata", { write: (all: Fields) => (all.size === 0 ? undefined : canonicalText(all)) }),
    type: impliedType(always("async")),
    status: status("/status", {
      words: "pending processing completed failed",
      otherwise: "failed",
      unwritten: "failed",
    }),
    url: url("/source_url"),
    createdAt: createdAt("/quarantined_at", SQL),
    updatedAt: writtenIfTouched,
    result: result("/partial_result", JSON_AS_TEXT),
    error: error("/original_error", AS_TEXT),
    logs: textLogs("/notes"),
  },
};
