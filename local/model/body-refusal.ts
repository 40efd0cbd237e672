import type * as z from "zod";
import { badParameter, type Refusal } from "./refusal.ts";

const article = (word: string): string => (/^[aeio]/.test(word) ? `an ${word}` : `a ${word}`);

const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
};

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );

/** Turns the first thing a body's schema complains about into the 400 that names the parameter. */
export function bodyRefusal({ body, error }: { body: unknown; error: z.ZodError }): Refusal {
  const issue = error.issues[0];
  const param = pathText(issue?.path ?? []);
  const value = valueAt(body, issue?.path ?? []);
  if (value === undefined) {
    return badParameter({
      param,
      code: "missing_required_parameter",
      message: `Missing required parameter: '${param}'.`,
    });
  }
  const expected = issue?.code === "invalid_type" ? issue.expected : "object of a known type";
  return badParameter({
    param,
    code: "invalid_type",
    message: `Invalid type for '${param}': expected ${article(expected)}, but got ${article(kindOf(value))} instead.`,
  });
}
