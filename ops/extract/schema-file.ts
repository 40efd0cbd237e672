import { readFile } from "node:fs/promises";
import { isObject, type JsonSchema } from "../../runtime/extract/schema/json-schema.ts";
import { checkSchema } from "../../runtime/extract/schema/schema.ts";
import { badInput } from "../failure.ts";

const MOST_PROBLEMS = 5;

/** A JSON Schema that the engine can use, from a file; throws `badInput` with the path of every keyword it does not support. */
export async function readSchemaFile(path: string): Promise<JsonSchema> {
  const schema = parsed(path, await text(path));
  return usableSchema({ schema, what: path });
}

/** The same of a value that is already read; `what` names it. */
export function usableSchema({ schema, what }: { schema: unknown; what: string }): JsonSchema {
  if (!isObject(schema)) throw badInput(`${what} is not a JSON Schema: it holds no object.`, EXAMPLE);
  const problems = checkSchema(schema);
  if (problems.length === 0) return schema;
  const more = problems.length > MOST_PROBLEMS ? `; and ${problems.length - MOST_PROBLEMS} more` : "";
  throw badInput(`${what} cannot be used: ${problems.slice(0, MOST_PROBLEMS).join("; ")}${more}.`, EXAMPLE);
}

const EXAMPLE = 'A schema looks like {"type": "object", "properties": {"price": {"type": "number"}}}.';

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const why = error.code === "ENOENT" ? "there is no such file" : `it cannot be read (${String(error.code)})`;
    throw badInput(`The schema ${path} cannot be used: ${why}.`, "Name a file that holds a JSON Schema.");
  }
}

function parsed(path: string, source: string): unknown {
  try {
    return JSON.parse(source.replace(/^\ufeff/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) throw badInput(`The schema ${path} is not JSON: ${error.message}.`, EXAMPLE);
    throw error;
  }
}
