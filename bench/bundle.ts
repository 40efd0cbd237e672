import { createHash } from "node:crypto";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { BUNDLE_OPTIONS } from "../infra/bundle.ts";

/** A file of the checkout, or a text that may import as one could. */
export type Entry = { readonly file: string } | { readonly text: string };

export type Built = {
  readonly path: string;
  /** Of the files that are read when it starts; those that are imported later are not among them. */
  readonly bytes: number;
  /** Every file that was read for it, as paths from the checkout's root. */
  readonly inputs: readonly string[];
};

export type Building = {
  readonly entry: Entry;
  /** Packages that are left out. */
  readonly without?: readonly string[];
};

/** Bundles as the functions are bundled, to a folder of its own in build/bench. */
export async function bundle({ entry, without = [] }: Building): Promise<Built> {
  const name = createHash("sha256")
    .update(JSON.stringify([entry, without]))
    .digest("hex")
    .slice(0, 16);
  const folder = join(BUNDLE_OPTIONS.absWorkingDir, "build", "bench", name);
  const { metafile } = await build({
    ...BUNDLE_OPTIONS,
    ...("file" in entry
      ? { entryPoints: { index: entry.file } }
      : { stdin: { contents: entry.text, resolveDir: BUNDLE_OPTIONS.absWorkingDir, loader: "ts" } }),
    external: [...BUNDLE_OPTIONS.external, ...without],
    entryNames: "index",
    outdir: folder,
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  return { path: join(folder, "index.mjs"), bytes: startedBytes(metafile.outputs), inputs };
}

function startedBytes(outputs: Metafile["outputs"]): number {
  const started = new Set(Object.keys(outputs).filter((path) => path.endsWith("index.mjs")));
  for (const path of started) {
    for (const { kind, external, path: imported } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) started.add(imported);
    }
  }
  return [...started].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}
