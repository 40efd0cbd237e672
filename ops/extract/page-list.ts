import * as z from "zod";
import type { JobParams } from "../../runtime/domain/request.ts";
import type { JsonSchema } from "../../runtime/extract/schema/json-schema.ts";
import { badInput } from "../failure.ts";
import { readLines } from "../input/lines.ts";
import type { PageTask } from "./page-source.ts";
import { readSchemaFile, usableSchema } from "./schema-file.ts";

const Text = z.string().min(1);

const Entry = z.object({
  file: Text.optional(),
  url: Text.optional(),
  /** A file with a JSON Schema, or the schema itself; instead of the command line's. */
  schema: z.union([Text, z.record(z.string(), z.unknown())]).optional(),
});
type Entry = z.infer<typeof Entry>;

export type PageList = { chunks: AsyncIterable<Uint8Array>; params: JobParams };

/** The pages that a JSONL list names, as it arrives; empty lines name none. Throws `badInput` with the number of a line that cannot be used. */
export async function* readPageList({ chunks, params }: PageList): AsyncGenerator<PageTask> {
  // Lists name the same few schemas again and again.
  let last: { path: string; schema: JsonSchema } | undefined;
  let number = 0;
  for await (const lines of readLines({ chunks })) {
    for (const line of lines) {
      number += 1;
      if (line.trim() === "") continue;
      const { schema, ...entry } = entryOf(line, number);
      if (typeof schema === "string" && schema !== last?.path) {
        last = { path: schema, schema: await readSchemaFile(schema) };
      }
      const own =
        typeof schema === "string"
          ? last?.schema
          : schema && usableSchema({ schema, what: `The schema in line ${number}` });
      yield { source: sourceIn(entry, number), params: own ? { ...params, schema: own } : params };
    }
  }
}

function sourceIn({ file, url }: Entry, number: number): PageTask["source"] {
  if (file !== undefined) return url === undefined ? { file } : { file, url };
  if (url !== undefined) return { url };
  throw refused(number, "names neither a `file` nor a `url`");
}

function entryOf(line: string, number: number): Entry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) throw refused(number, "is not JSON");
    throw error;
  }
  const entry = Entry.safeParse(value);
  if (entry.success) return entry.data;
  const name = entry.error.issues[0]?.path[0];
  throw refused(number, name === undefined ? "is not an object" : `has a \`${String(name)}\` that cannot be used`);
}

function refused(number: number, why: string): Error {
  return badInput(
    `Line ${number} of the list ${why}.`,
    'A line looks like {"file": "a.html", "url": "https://www.example.com/a"}; one of the two is enough.',
  );
}
