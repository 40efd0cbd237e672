import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder for the files of one test file, removed at its end. */
export async function temporaryFiles() {
  const folder = await mkdtemp(join(tmpdir(), "atlas-codex-isolation-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    at: (name: string) => join(folder, name),
    write: async (name: string, content: unknown) => {
      const path = join(folder, name);
      await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
      return path;
    },
  };
}
