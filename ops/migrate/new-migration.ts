import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { badInput } from "../failure.ts";
import { writeWhole } from "../isolation/atomic-file.ts";
import { migrationSource, migrationTest, registered } from "./migration-template.ts";

export type NewMigration = {
  /** What it is about: lower-case words with hyphens between them. */
  readonly name: string;
  /** The checkout; this one unless it is said. */
  readonly root?: string;
};

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const FOLDER = "runtime/migrations";
const TESTS = "test/runtime/migrations";

/** Writes the next migration from a template, with its test, and puts it into the registry; the files' names, from the checkout. Throws `badInput` for a name that cannot be used. */
export async function newMigration({ name, root = checkout() }: NewMigration): Promise<{ files: readonly string[] }> {
  if (!NAME.test(name)) {
    throw badInput(`${name} is no name for a migration.`, "Take lower-case words with hyphens between them: job-owner");
  }
  const numbers = (await migrationFiles(root)).map((file) => [Number(file.slice(0, 4)), file.slice(5, -3)] as const);
  const taken = numbers.find(([, other]) => other === name);
  if (taken) throw badInput(`There is a migration ${name} already, number ${taken[0]}.`, "Take another name.");
  const number = String(Math.max(0, ...numbers.map(([one]) => one)) + 1).padStart(4, "0");
  const id = `${number}-${name}`;
  const files = [`${FOLDER}/${id}.ts`, `${TESTS}/${id}.test.ts`, `${FOLDER}/registry.ts`] as const;
  const registry = registered(await readFile(join(root, files[2]), "utf8"), id);
  if (registry === undefined) {
    throw badInput(`${files[2]} does not look as it did.`, "Let it say: export const MIGRATIONS … = [first, second];");
  }
  await mkdir(join(root, TESTS), { recursive: true });
  await writeFile(join(root, files[0]), migrationSource(id), { flag: "wx" });
  await writeFile(join(root, files[1]), migrationTest(id), { flag: "wx" });
  await writeWhole({ path: join(root, files[2]), text: registry });
  return { files };
}

function checkout(): string {
  return fileURLToPath(new URL("../..", import.meta.url));
}

async function migrationFiles(root: string): Promise<readonly string[]> {
  try {
    return (await readdir(join(root, FOLDER))).filter((file) => /^[0-9]{4}-.*[.]ts$/.test(file));
  } catch {
    throw badInput(`${join(root, FOLDER)} cannot be read.`, "Run it in a checkout of this repository.");
  }
}
