import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { FunctionName } from "../runtime/domain/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Some dependencies are CommonJS and look for a `require` that ES modules do not have. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

export type Bundle = {
  /** The whole function as one ES module. */
  readonly code: string;
  /** First 16 hex digits of the SHA-256 of the code; equal sources give equal digests on every machine. */
  readonly digest: string;
};

/** Bundles handler `name` with everything it imports. */
export async function bundleHandler(name: FunctionName): Promise<Bundle> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`runtime/handlers/${name}.ts`],
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
  const code = outputFiles[0]?.text;
  if (code === undefined) throw new Error(`The bundle of ${name} is empty.`);
  return { code, digest: createHash("sha256").update(code).digest("hex").slice(0, 16) };
}
