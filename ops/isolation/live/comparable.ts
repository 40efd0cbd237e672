import { canonicalJson } from "../../../runtime/ingest/canonical-json.ts";
import { secretOf } from "../../checks/isolation/pulumi-value.ts";
import { isRecord, isSecret, isUnknown, type Secret } from "../../checks/isolation/snapshot.ts";

/** Words whose lists have no order: what a policy allows is the same however it is written down. */
const UNORDERED = new Set([
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "AWS",
  "Service",
  "Federated",
  "Statement",
]);

/** The value at a path of properties: `a.b`, `a[].b`; undefined where there is none or an empty one. */
export function valueAt(properties: unknown, path: string): unknown {
  let values: unknown[] = [properties];
  let many = false;
  for (const part of path.split(".")) {
    const name = part.replace(/\[\]$/, "");
    values = values.map((value) => (isRecord(value) ? value[name] : undefined));
    if (part.endsWith("[]")) {
      many = true;
      values = values.flatMap((value) => (Array.isArray(value) ? value : []));
    }
  }
  const found = values.filter((value) => !isEmpty(value));
  return many ? (found.length === 0 ? undefined : found) : found[0];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** One text for values that mean the same: policies in any order, JSON text or object. */
export function comparable(value: unknown): string {
  return canonicalJson(settled(value));
}

/** Whether two values mean the same; a secret one is compared by digest, and what is not known yet is like anything. */
export function sameMeaning(left: unknown, right: unknown): boolean {
  if (isUnknown(left) || isUnknown(right)) return true;
  if (isSecret(left) || isSecret(right)) return sameSecret(asSecret(left), asSecret(right));
  if (isRecord(left) && isRecord(right) && [...Object.values(left), ...Object.values(right)].some(isSecret)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
      sameMeaning(left[key], right[key]),
    );
  }
  return comparable(left) === comparable(right);
}

function asSecret(value: unknown): Secret {
  return isSecret(value) ? value : secretOf(value);
}

/** Without a digest the plain text is not there to compare. */
function sameSecret(left: Secret, right: Secret): boolean {
  return left.digest === undefined || right.digest === undefined || left.digest === right.digest;
}

function settled(value: unknown, name = ""): unknown {
  if (typeof value === "string") {
    const document = documentIn(value);
    return document === undefined ? value : settled(document);
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => settled(item, name));
    const [only] = items;
    if (items.length === 1 && UNORDERED.has(name)) return only;
    const isSet = UNORDERED.has(name) || items.every((item) => typeof item === "string");
    return isSet ? items.sort((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1)) : items;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => !isEmpty(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, settled(item, key)]));
}

function documentIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
