import { canonicalText } from "../plain/canonical-text.ts";
import type { Fields, Value } from "../plain/value.ts";
import { readEither, readIso, readMilliseconds, readMillisecondsText, readSeconds, readSql } from "./instant.ts";
import { isoText, writeDigits, writeEither, writeMilliseconds, writeSeconds, writeSql } from "./instant-text.ts";
import type { InstantForm, ResultForm } from "./rows.ts";
import { readJsonResult, readValue, resultValue } from "./values.ts";
import type { JobType } from "./words.ts";

/** Readers of the contract that have one way to write; named as there. */
export const ISO: InstantForm = { read: readIso, write: isoText };
export const SQL: InstantForm = { read: readSql, write: writeSql };
export const SEC: InstantForm = { read: readSeconds, write: writeSeconds };
export const MS: InstantForm = { read: readMilliseconds, write: writeMilliseconds };
export const MSTEXT: InstantForm = { read: readMillisecondsText, write: writeMilliseconds };
export const MSTEXT_AS_DIGITS: InstantForm = { read: readMillisecondsText, write: writeDigits };
export const AUTO: InstantForm = { read: readEither, write: writeEither };

export const JSON_AS_TEXT: ResultForm = {
  read: readJsonResult,
  write: (result) => canonicalText(resultValue(result)),
};
export const JSON_AS_MAP: ResultForm = { read: readJsonResult, write: resultValue };
export const VALUE: ResultForm = { read: readValue, write: resultValue };

/** How params and errors are written. */
export const AS_MAP = { write: (params: Fields): Value => params };
export const AS_TEXT = { write: (value: Value): Value => (typeof value === "string" ? value : canonicalText(value)) };
export const AS_MESSAGE = { write: (text: string): Value => new Map([["message", text]]) };

/** Types of jobs that name none. */
export const always = (type: JobType) => () => type;
export const aiIfPrompted = (params: Fields): JobType => (params.has("prompt") ? "ai-process" : "async");
