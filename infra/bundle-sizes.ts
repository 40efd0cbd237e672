import { build } from "esbuild";
import { FUNCTION_NAMES, type FunctionName } from "../runtime/domain/environment.ts";
import { BUNDLE_OPTIONS } from "./bundle.ts";

/** What a function is made of: bytes in all, bytes that are read before its first event, and source files of ours and of others. */
type BundleSize = { readonly total: number; readonly start: number; readonly sources: number };

const ENTRY = /(^|\/)index\.mjs$/;

async function sizeOf(name: FunctionName): Promise<BundleSize> {
  const { metafile } = await build({
    ...BUNDLE_OPTIONS,
    entryPoints: { index: `runtime/handlers/${name}.ts` },
    outdir: name,
    write: false,
    metafile: true,
  });
  const { inputs, outputs } = metafile;
  const read = new Set(Object.keys(outputs).filter((path) => ENTRY.test(path)));
  for (const path of read) {
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind !== "dynamic-import" && next in outputs) read.add(next);
    }
  }
  const bytes = (paths: Iterable<string>) => [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  return { total: bytes(Object.keys(outputs)), start: bytes(read), sources: Object.keys(inputs).length };
}

// Prints what each function would be made of as one JSON object, for those who may not know how a bundle is made.
const sizes = await Promise.all(FUNCTION_NAMES.map(async (name) => [name, await sizeOf(name)] as const));
process.stdout.write(`${JSON.stringify(Object.fromEntries(sizes), null, 2)}\n`);
