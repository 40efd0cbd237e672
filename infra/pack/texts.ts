import type { Value } from "./resource.ts";
import { ASSET, isObject, isUnknown, SIGNATURE } from "./unknown.ts";

/** A text somewhere in a resource, or a place where one is not known yet. */
export type Text = {
  /** For example `environment.variables.QUEUE_URL`. */
  readonly path: string;
  /** The last key on the path that is not an index. */
  readonly key: string;
  /** Undefined when it is not known yet. */
  readonly text: string | undefined;
};

/**
 * Every text in a value, keys included. A text that is itself a JSON document is looked into. Of a file that is uploaded
 * only inline content counts: the path it is read from says nothing about AWS.
 */
export function* textsIn(value: Value, path = "", key = ""): Generator<Text> {
  if (isUnknown(value)) yield { path, key, text: undefined };
  else if (typeof value === "string") yield* textsInString(value, path, key);
  else if (Array.isArray(value)) {
    for (const [index, each] of (value as readonly Value[]).entries()) yield* textsIn(each, `${path}[${index}]`, key);
  } else if (isObject(value)) {
    if (SIGNATURE in value) yield* textsInUpload(value, path, key);
    else {
      for (const [name, each] of Object.entries(value)) {
        if (name.startsWith("__")) continue;
        const place = path === "" ? name : `${path}.${name}`;
        yield { path: place, key: "", text: name };
        yield* textsIn(each, place, name);
      }
    }
  }
}

function* textsInString(text: string, path: string, key: string): Generator<Text> {
  const document = jsonIn(text);
  if (document === undefined) yield { path, key, text };
  else yield* textsIn(document, path, key);
}

function* textsInUpload(value: { readonly [key: string]: Value }, path: string, key: string): Generator<Text> {
  if (value[SIGNATURE] === ASSET) {
    if (typeof value.text === "string") yield { path, key, text: value.text };
  } else if (isObject(value.assets)) {
    for (const [name, each] of Object.entries(value.assets)) yield* textsIn(each, `${path}.${name}`, key);
  }
}

/** The object or list that a text is the JSON of; undefined for any other text. */
export function jsonIn(text: string): Value | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined; // A text may well begin with a bracket and be no JSON.
  }
}
