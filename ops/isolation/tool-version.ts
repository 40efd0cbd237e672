import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const JUDGES = ["ops/checks/iam", "ops/checks/isolation"];
const Package = z.looseObject({ version: z.string() });

/** Which judge spoke: the package's version, and a SHA-256 over the sources that decide. */
export type ToolVersion = { version: string; judge: string };

/** The version of the tool that runs, read from its own files. */
export async function toolVersion(): Promise<ToolVersion> {
  const { version } = Package.parse(JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")));
  const hash = createHash("sha256");
  for (const room of JUDGES) {
    const entries = await readdir(join(ROOT, room), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) {
      hash.update(`${relative(ROOT, path).replaceAll("\\", "/")}\n`).update(await readFile(path));
    }
  }
  return { version, judge: hash.digest("hex") };
}
