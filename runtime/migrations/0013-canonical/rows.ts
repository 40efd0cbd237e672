import type { Fields, Value } from "../plain/value.ts";
import { isBlank } from "../plain/value.ts";
import type { InstantReader } from "./instant.ts";
import type { InstantWriter } from "./instant-text.ts";
import { type Path, pathOf, valueAt } from "./path.ts";
import { Refusal } from "./refusal.ts";
import type { Row, Written } from "./shape.ts";
import { readError, readParams } from "./values.ts";
import { type JobType, meaningOf, STATUS_WORDS, STATUSES, type Status, TYPE_WORDS } from "./words.ts";

/** A value written at a path, or nothing where there is nothing to say. */
export function writtenAt(path: Path, value: Value | undefined): readonly Written[] {
  return value === undefined ? [] : [[path, value]];
}

/** PARAMS. */
export function params(pointer: string, { write }: { write: (params: Fields) => Value | undefined }): Row<Fields> {
  const path = pathOf(pointer);
  return {
    paths: [path],
    read: ({ item }) => readParams(valueAt(item, path)),
    write: (job) => writtenAt(path, write(job.params)),
  };
}

/** TYPE, and the type where the item names none. */
export function type(pointer: string, { otherwise }: { otherwise: (params: Fields) => JobType }): Row<JobType> {
  const path = pathOf(pointer);
  return {
    paths: [path],
    read: ({ item }, known) => readType(valueAt(item, path), otherwise(known.params)),
    write: (job) => [[path, job.type]],
  };
}

/** A type that follows from the rest of the item. */
export function impliedType(imply: (params: Fields) => JobType): Row<JobType> {
  return { paths: [], read: (_, known) => imply(known.params), write: () => [] };
}

/** A word of the type vocabulary, or the default where there is none. */
export function readType(value: Value | undefined, otherwise: JobType): JobType | Refusal {
  return isBlank(value) ? otherwise : (meaningOf(TYPE_WORDS, value) ?? new Refusal("unknown-type"));
}

export type StatusOptions = {
  /** Words for pending, processing, completed and failed. */
  readonly words: string;
  readonly otherwise?: Status;
  /** Words that only this shape has. */
  readonly also?: Readonly<Record<string, Status>>;
  /** Whether 0 to 3 stand for the words. */
  readonly numbered?: boolean;
  /** What goes without saying. */
  readonly unwritten?: Status;
};

/** STATUS. */
export function status(pointer: string, options: StatusOptions): Row<Status> {
  const path = pathOf(pointer);
  const vocabulary = new Map([...STATUS_WORDS, ...Object.entries(options.also ?? {})]);
  const words = options.words.split(" ");
  return {
    paths: [path],
    read: ({ item }) => {
      const value = valueAt(item, path);
      const given = isBlank(value) ? options.otherwise : meaningOf(vocabulary, value);
      const numbered = options.numbered && typeof value === "number" ? STATUSES[value] : undefined;
      return given ?? numbered ?? new Refusal("unknown-status");
    },
    write: (job) => writtenAt(path, job.status === options.unwritten ? undefined : words[STATUSES.indexOf(job.status)]),
  };
}

/** URL: the first path that holds a non-empty string; written at the first path. */
export function url(first: string, ...more: readonly string[]): Row<string> {
  const path = pathOf(first);
  const paths = [path, ...more.map(pathOf)];
  return {
    paths,
    read: ({ item }) => firstText(paths.map((path) => valueAt(item, path))),
    write: (job) => writtenAt(path, job.url),
  };
}

export function firstText(values: readonly (Value | undefined)[]): string | Refusal {
  return (values.find((value) => typeof value === "string" && value !== "") as string) ?? new Refusal("missing-url");
}

export type InstantForm = { readonly read: InstantReader; readonly write: InstantWriter };

/** An instant without which there is no job. */
export function createdAt(pointer: string, form: InstantForm): Row<number> {
  const path = pathOf(pointer);
  return {
    paths: [path],
    read: ({ item }) => {
      const value = valueAt(item, path);
      return isBlank(value) ? new Refusal("missing-timestamp") : (form.read(value) ?? new Refusal("bad-timestamp"));
    },
    write: (job) => writtenAt(path, form.write(job.createdAt)),
  };
}

/** The first path that is not blank, or the instant of creation; written at the first path. */
export function updatedAt(first: string, form: InstantForm, ...more: readonly string[]): Row<number> {
  const path = pathOf(first);
  const paths = [path, ...more.map(pathOf)];
  return {
    paths,
    read: ({ item }, known) => {
      const value = paths.map((path) => valueAt(item, path)).find((one) => !isBlank(one));
      return value === undefined ? known.createdAt : (form.read(value) ?? new Refusal("bad-timestamp"));
    },
    write: (job) => writtenAt(path, form.write(job.updatedAt)),
  };
}

export type ResultForm = {
  readonly read: (value: Value | undefined) => Fields | undefined | Refusal;
  readonly write: (result: Fields) => Value;
};

/** JSON or VALUE. */
export function result(pointer: string, form: ResultForm): Row<Fields | undefined> {
  const path = pathOf(pointer);
  return {
    paths: [path],
    read: ({ item }) => form.read(valueAt(item, path)),
    write: (job) => writtenAt(path, job.result && form.write(job.result)),
  };
}

/** ERROR, written as text or, with `asMap`, as a map with a message. */
export function error(pointer: string, { write }: { write: (text: string) => Value }): Row<string | undefined> {
  const path = pathOf(pointer);
  return {
    paths: [path],
    read: ({ item }) => readError(valueAt(item, path)),
    write: (job) => writtenAt(path, job.error === undefined ? undefined : write(job.error)),
  };
}

/** An error whose code and message are two attributes; written as the message. */
export function errorPair(code: string, message: string): Row<string | undefined> {
  const path = pathOf(message);
  const paths = [pathOf(code), path];
  return {
    paths,
    read: ({ item }) => {
      const parts = ["code", "message"].map((key, at) => [key, valueAt(item, paths[at] ?? [])] as const);
      const said = parts.filter((part): part is [string, Value] => !isBlank(part[1]));
      return said.length === 0 ? undefined : readError(new Map(said));
    },
    write: (job) => writtenAt(path, job.error),
  };
}
