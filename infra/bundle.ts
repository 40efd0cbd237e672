import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import type { FunctionName } from "../runtime/domain/environment.ts";
import { allCodeHashes } from "../runtime/migrations/code-hash.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Some dependencies are CommonJS and look for a `require` that ES modules do not have. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

const ENTRY = "index.mjs";

/** How a function becomes ES modules. */
export const BUNDLE_OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node22",
  /** What is imported later becomes a file of its own: it is neither read nor compiled when the function starts. */
  splitting: true,
  outExtension: { ".js": ".mjs" },
  mainFields: ["module", "main"],
  external: ["canvas"],
  /** Names of parts come from paths: a checkout whose node_modules is a link gives the same ones. */
  preserveSymlinks: true,
  legalComments: "none",
  banner: { js: REQUIRE },
  /** A bundle has no sources, and a run of a migration goes on with the code it was begun with only. */
  define: { MIGRATION_CODE_HASHES: JSON.stringify(allCodeHashes()) },
  logLevel: "silent",
} as const satisfies BuildOptions;

export type Bundle = {
  /** Where the function's files are. The engine keeps their hashes in the state, not their text. */
  readonly folder: string;
  /** `index.mjs`, then the parts that it imports; those that it imports later are read when they are needed. */
  readonly files: readonly string[];
  /** First 16 hex digits of the SHA-256 of the code; equal sources give equal digests on every machine. */
  readonly digest: string;
};

const folder = join(root, "build", "bundles");

/** Bundles each handler with everything it imports; throws with the first thing that cannot be resolved. */
export async function bundleHandlers<Name extends FunctionName>(names: readonly Name[]): Promise<Map<Name, Bundle>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await bundled(name)] as const)));
}

async function bundled(name: FunctionName): Promise<Bundle> {
  const { outputFiles } = await build({
    ...BUNDLE_OPTIONS,
    entryPoints: { index: `runtime/handlers/${name}.ts` },
    outdir: name,
    write: false,
  });
  const parts = outputFiles.map(({ path, text }) => ({ file: basename(path), text }));
  const sorted = parts.toSorted(
    (a, b) => Number(b.file === ENTRY) - Number(a.file === ENTRY) || (a.file < b.file ? -1 : 1),
  );
  await Promise.all(sorted.map(({ file, text }) => keep(join(folder, name, file), text)));
  const digest = createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 16);
  return { folder: join(folder, name), files: sorted.map(({ file }) => file), digest };
}

/** Writes a file as a whole: two stages may be deployed at once from one checkout. */
async function keep(path: string, code: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, path);
}
