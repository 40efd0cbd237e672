import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { ROLES } from "../../checks/schemas/compare.ts";
import { badInput, unreadable } from "../../failure.ts";
import { type Boundary, boundaries } from "./boundaries.ts";

const Released = z.strictObject({
  role: z.enum(ROLES),
  /** Why the schema became what it is. */
  reason: z.string().min(1),
  schema: z.union([z.boolean(), z.record(z.string(), z.unknown())]),
});
export type Released = z.infer<typeof Released>;

const fileOf = (name: string) => join("schemas", "released", `${name}.json`);

/** The released schema of a boundary, below the checkout's folder; nothing where none was released. */
export async function readReleased({ root, name }: { root: string; name: string }): Promise<Released | undefined> {
  const file = fileOf(name);
  const text = await readFile(join(root, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw unreadable(`${file} cannot be read.`, "Look at its permissions.", error);
  });
  if (text === undefined) return undefined;
  const read = Released.safeParse(parsed(text));
  if (read.success) return read.data;
  throw unreadable(`${file} is no released schema.`, `Take it from the repository again: git checkout ${file}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type Releasing = { readonly root: string; readonly reason: string; readonly only?: readonly string[] };

/** Writes the schemas that differ from what was released, with the reason; says which boundaries were written. */
export async function releaseSchemas({ root, reason, only }: Releasing): Promise<string[]> {
  if (reason.trim() === "") {
    throw badInput(
      "--reason is empty.",
      "Say why the schemas may change, for example the migration that goes with it.",
    );
  }
  const written: string[] = [];
  for (const boundary of boundaries()) {
    if (only !== undefined && !only.includes(boundary.name)) continue;
    if (await isReleased(boundary, root)) continue;
    const file = join(root, fileOf(boundary.name));
    await mkdir(dirname(file), { recursive: true });
    const { role, schema } = boundary;
    await writeFile(file, `${JSON.stringify({ role, reason, schema }, undefined, 2)}\n`);
    written.push(boundary.name);
  }
  return written;
}

async function isReleased({ name, role, schema }: Boundary, root: string): Promise<boolean> {
  const known = await readReleased({ root, name });
  return known?.role === role && JSON.stringify(known.schema) === JSON.stringify(schema);
}
