import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** In a bundle the sources are not there: who makes one defines their hashes, by migration. */
declare const MIGRATION_CODE_HASHES: Readonly<Record<string, string>> | undefined;

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** What every migration is made of beside its own files. */
const SHARED = ["migration.ts", "plain"];

/**
 * SHA-256, in hexadecimal, over all source that decides what a migration does: its file and folder, and the plain form.
 * Throws where neither the sources nor a hash of them is there.
 */
export function codeHashOf(id: string, folder = HERE): string {
  if (typeof MIGRATION_CODE_HASHES === "undefined") return hashOfSources(id, folder);
  const hash = MIGRATION_CODE_HASHES[id];
  if (hash === undefined) throw new Error(`This bundle was made without the hash of migration ${id}.`);
  return hash;
}

/** The hashes of all migrations whose source is here, by their ids: what a bundle is made with. */
export function allCodeHashes(): Readonly<Record<string, string>> {
  const ids = readdirSync(HERE).flatMap((file) => /^(\d{4}-.+)\.ts$/.exec(file)?.[1] ?? []);
  return Object.fromEntries(ids.map((id) => [id, hashOfSources(id, HERE)]));
}

function hashOfSources(id: string, folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && [...SHARED, `${id}.ts`, id].some((name) => isWithin(file, name)))
    .toSorted();
  if (!files.includes(`${id}.ts`)) throw new Error(`There is no migration ${id}.`);
  const sources = files.map((file) => [file, readFileSync(join(folder, file), "utf8")]);
  return createHash("sha256").update(JSON.stringify(sources)).digest("hex");
}

function isWithin(file: string, name: string): boolean {
  return file === name || file.startsWith(`${name}/`);
}
