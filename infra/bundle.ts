import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { FunctionName } from "../runtime/domain/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Some dependencies are CommonJS and look for a `require` that ES modules do not have. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

export type Bundle = {
  /** The file that holds the whole function as one ES module. The engine keeps its hash in the state, not its text. */
  readonly path: string;
  /** First 16 hex digits of the SHA-256 of the code; equal sources give equal digests on every machine. */
  readonly digest: string;
};

const folder = join(root, "build", "bundles");

/** Bundles each handler with everything it imports, all in one pass; throws with the first thing that cannot be resolved. */
export async function bundleHandlers<Name extends FunctionName>(names: readonly Name[]): Promise<Map<Name, Bundle>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, `runtime/handlers/${name}.ts`])),
    outdir: "bundles",
    bundle: true,
    write: false,
    minify: true,
    platform: "node",
    format: "esm",
    target: "node22",
    mainFields: ["module", "main"],
    external: ["canvas"],
    legalComments: "none",
    banner: { js: REQUIRE },
    logLevel: "silent",
  });
  const codes = new Map(outputFiles.map(({ path, text }) => [basename(path, ".js"), text]));
  const bundles = new Map<Name, Bundle>();
  for (const name of names) {
    const code = codes.get(name);
    if (code === undefined) throw new Error(`The bundle of ${name} is missing.`);
    const path = join(folder, name, "index.mjs");
    await keep(path, code);
    bundles.set(name, { path, digest: createHash("sha256").update(code).digest("hex").slice(0, 16) });
  }
  return bundles;
}

/** Writes a file as a whole: two stages may be deployed at once from one checkout. */
async function keep(path: string, code: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, path);
}
