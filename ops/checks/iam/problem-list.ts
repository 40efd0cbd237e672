import type { Problem } from "./document.ts";

/** Collects what is wrong with one document while it is read. */
export type ProblemList = { readonly found: readonly Problem[]; add(at: string, message: string): void };

/** An empty list for the document of this name. */
export function problemList(document: string): ProblemList {
  const found: Problem[] = [];
  return { found, add: (at, message) => void found.push({ document, at, message }) };
}

/** A JSON object, told from arrays and null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The texts of an element that may be one value or a list of them; numbers and booleans are taken as text where allowed. */
export function textsOf(value: unknown, scalars: "text" | "any"): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.map((item) => {
    if (typeof item === "string") return item;
    return scalars === "any" && (typeof item === "number" || typeof item === "boolean") ? String(item) : undefined;
  });
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}
