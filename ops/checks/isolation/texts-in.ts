import { plainOf } from "./pulumi-value.ts";
import { isRecord, isSecret, isUnknown, type SnapshotResource, type Unknown } from "./snapshot.ts";

/** A text of a resource and where it stands. */
export type PlacedText = { readonly path: string; readonly text: string };
/** A value of a resource that is not plain, and where it stands. */
export type PlacedMarker = { readonly path: string; readonly marker: Unknown | "encrypted" };

/** What all values of a resource say. */
export type ResourceTexts = { readonly texts: readonly PlacedText[]; readonly markers: readonly PlacedMarker[] };

/** Prose: it names things without leading anywhere. */
const PROSE = new Set(["description", "comment"]);

function isPolicy(value: unknown): boolean {
  return isRecord(value) && Object.hasOwn(value, "Statement");
}

function isPolicyText(text: string): boolean {
  if (!/^\s*(\{|%7B)/i.test(text) || !/Statement/.test(text)) return false;
  try {
    return isPolicy(JSON.parse(/^\s*%7B/i.test(text) ? decodeURIComponent(text) : text));
  } catch {
    return false;
  }
}

/** Whether a value is a policy, as text or as an object. */
export function looksLikePolicy(value: unknown): boolean {
  return typeof value === "string" ? isPolicyText(value) : isPolicy(value);
}

const BASE64 = /^[A-Za-z0-9+/]{24,}={0,2}$/;
const PRINTABLE = /^[\t\n\r -~]+$/;

/** What a text says behind an encoding that any reader undoes. */
function decoded(text: string): string | undefined {
  if (/%[0-9A-F]{2}/i.test(text)) {
    try {
      return decodeURIComponent(text);
    } catch {
      return undefined;
    }
  }
  if (!BASE64.test(text)) return undefined;
  const plain = Buffer.from(text, "base64").toString("latin1");
  return PRINTABLE.test(plain) ? plain : undefined;
}

/** Every text of a resource, policies and prose left out: those are judged by what they mean, not by what they name. */
export function textsIn({ properties, inputs = {} }: SnapshotResource): ResourceTexts {
  const texts: PlacedText[] = [];
  const markers: PlacedMarker[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      if (value === "" || looksLikePolicy(value)) return;
      texts.push({ path, text: value });
      const plain = decoded(value);
      if (plain !== undefined) texts.push({ path, text: plain });
    } else if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) visit(each, `${path}[${at}]`);
    } else if (isSecret(value)) {
      const plain = plainOf(value);
      if (plain !== undefined) visit(plain, path);
      else if (value.digest === undefined) markers.push({ path, marker: "encrypted" });
    } else if (isUnknown(value)) markers.push({ path, marker: value });
    else if (isRecord(value) && !isPolicy(value)) {
      for (const [key, each] of Object.entries(value)) {
        if (!PROSE.has(key)) visit(each, path === "" ? key : `${path}.${key}`);
      }
    }
  };
  visit(properties, "");
  visit(inputs, "");
  return { texts, markers };
}
