import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { SourceFile } from "../checks/architecture/source-rules.ts";
import { unreadable } from "../failure.ts";

/** Every TypeScript file below these rooms of the checkout. */
export async function sourceFiles(root: string, rooms: readonly string[]): Promise<SourceFile[]> {
  try {
    const listed = await Promise.all(
      rooms.map((room) => readdir(join(root, room), { recursive: true, withFileTypes: true })),
    );
    const found = listed.flat().filter((entry) => entry.isFile() && entry.name.endsWith(".ts"));
    const paths = found.map((entry) => join(entry.parentPath, entry.name)).toSorted();
    return await Promise.all(
      paths.map(async (path) => ({
        path: relative(root, path).replaceAll("\\", "/"),
        text: await readFile(path, "utf8"),
      })),
    );
  } catch (error) {
    throw unreadable(
      `The sources could not be read: ${String(error)}.`,
      "Is this the whole checkout? git status",
      error,
    );
  }
}
