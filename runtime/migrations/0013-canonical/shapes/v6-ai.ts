import { type Fields, isBlank, isFields, type Value } from "../../plain/value.ts";
import { AS_MESSAGE, always, ISO } from "../forms.ts";
import { inflatedText } from "../gzip.ts";
import { mapLogs } from "../log-rows.ts";
import { Refusal } from "../refusal.ts";
import { createdAt, error, status, type, updatedAt, url, writtenAt } from "../rows.ts";
import type { Row, Shape } from "../shape.ts";
import { readJson, readJsonResult, readValue, resultValue } from "../values.ts";

/** Attributes that are parameters, and what those are called. */
const PARAMETERS = { prompt: "instructions", output_schema: "schema", model: "model", settings: "options" } as const;

const parameters: Row<Fields> = {
  paths: Object.keys(PARAMETERS).map((name) => [name]),
  read: ({ item }) => {
    const params = new Map<string, Value>();
    for (const [attribute, name] of Object.entries(PARAMETERS)) {
      const value = item.get(attribute);
      const read = name === "schema" && typeof value === "string" && value !== "" ? schemaIn(value) : value;
      if (read instanceof Refusal) return read;
      if (read !== undefined) params.set(name, read);
    }
    return params;
  },
  write: (job) =>
    Object.entries(PARAMETERS).flatMap(([attribute, name]) => writtenAt([attribute], job.params.get(name))),
};

function schemaIn(text: string): Fields | Refusal {
  const read = readJson(text, "bad-params");
  if (read instanceof Refusal) return read;
  return isFields(read.value) ? read.value : new Refusal("bad-params");
}

const compressedOrPlain: Row<Fields | undefined> = {
  paths: [["result_gz"], ["result"]],
  read: ({ item }) => {
    const compressed = item.get("result_gz");
    if (isBlank(compressed)) return readValue(item.get("result"));
    if (typeof compressed !== "string") return new Refusal("bad-result");
    const inflated = inflatedText(compressed);
    if ("text" in inflated) return readJsonResult(inflated.text);
    return new Refusal(inflated.problem === "unreadable" ? "bad-result" : inflated.problem);
  },
  write: (job) => writtenAt(["result"], job.result && resultValue(job.result)),
};

/** AI-process pipeline, May to September 2024: compressed results. */
export const v6Ai: Shape = {
  name: "v6-ai",
  marker: { present: ["kind", "stage"] },
  rows: {
    params: parameters,
    type: type("/kind", { otherwise: always("ai-process") }),
    status: status("/stage", { words: "QUEUED RUNNING SUCCEEDED FAILED" }),
    url: url("/source_url"),
    createdAt: createdAt("/createdAt", ISO),
    updatedAt: updatedAt("/updatedAt", ISO, "/completedAt"),
    result: compressedOrPlain,
    error: error("/error", AS_MESSAGE),
    logs: mapLogs("/logs", { at: "time", level: "level", message: "msg", time: "iso" }),
  },
};
