import { randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { badInput } from "../failure.ts";

/** Writes a file whole or not at all: readers see the old content until the new one is complete. */
export async function writeWhole({ path, text }: { path: string; text: string }): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.draft`;
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    if (!(error instanceof Error && "code" in error)) throw error;
    throw badInput(`${path} could not be written: ${error.message.replace(draft, path)}`, "Name a file you may write.");
  }
}
