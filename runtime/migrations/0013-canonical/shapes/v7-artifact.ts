import { type Fields, isBlank, isFields, isSame, type Value } from "../../plain/value.ts";
import { AS_TEXT, always, MS } from "../forms.ts";
import { mapLogs } from "../log-rows.ts";
import { Refusal } from "../refusal.ts";
import { createdAt, errorPair, params, status, type, updatedAt, url } from "../rows.ts";
import type { Row, Shape } from "../shape.ts";
import { readValue, resultValue } from "../values.ts";

const VERSION = 3;

type Place = { readonly bucket: string; readonly key: string };

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const LONGEST_KEY_BYTES = 1_024;
const SCHEME = "s3://";

const artifactOrValue: Row<Fields | undefined> = {
  paths: [["resultRef"], ["result"]],
  read: ({ item }) => {
    const reference = item.get("resultRef");
    if (isBlank(reference)) return readValue(item.get("result"));
    const place = isFields(reference) ? placeIn(reference) : placeOf(reference);
    return place === undefined ? new Refusal("bad-reference") : resultAt(place);
  },
  write: ({ result }) => {
    if (result === undefined) return [];
    const reference = result.get("reference");
    const place = isFields(reference) ? placeIn(reference) : undefined;
    return place !== undefined && isSame(result, resultAt(place))
      ? [[["resultRef"], `${SCHEME}${place.bucket}/${place.key}`]]
      : [[["result"], resultValue(result)]];
  },
};

function resultAt({ bucket, key }: Place): Fields {
  const reference = new Map<string, Value>([
    ["type", "s3"],
    ["bucket", bucket],
    ["key", key],
  ]);
  return new Map([["reference", reference]]);
}

function placeOf(text: Value): Place | undefined {
  if (typeof text !== "string" || !text.startsWith(SCHEME)) return undefined;
  const [bucket = ""] = text.slice(SCHEME.length).split("/", 1);
  return checked({ bucket, key: text.slice(SCHEME.length + bucket.length + 1) });
}

function placeIn(map: Fields): Place | undefined {
  const [bucket, key] = [map.get("bucket"), map.get("key")];
  return typeof bucket === "string" && typeof key === "string" ? checked({ bucket, key }) : undefined;
}

function checked(place: Place): Place | undefined {
  const bytes = Buffer.byteLength(place.key);
  return BUCKET.test(place.bucket) && bytes > 0 && bytes <= LONGEST_KEY_BYTES ? place : undefined;
}

/** V2 pipeline, September to November 2024: results in the artifact bucket, which is not read. */
export const v7Artifact: Shape = {
  name: "v7-artifact",
  marker: { present: [], version: VERSION },
  rows: {
    params: params("/params", AS_TEXT),
    type: type("/jobType", { otherwise: always("async") }),
    status: status("/jobStatus", { words: "pending processing completed failed" }),
    url: url("/url"),
    createdAt: createdAt("/createdAt", MS),
    updatedAt: updatedAt("/updatedAt", MS),
    result: artifactOrValue,
    error: errorPair("/errorCode", "/errorMessage"),
    logs: mapLogs("/logs", { at: "ts", level: "severity", message: "text", time: "milliseconds" }),
  },
  fixed: () => [[["schemaVersion"], VERSION]],
};
