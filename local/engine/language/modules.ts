import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as z from "zod";

const Release = z.object({ version: z.string() });

/** The release this host belongs to: that of the @pulumi/pulumi beside it. */
export const hostVersion: string = Release.parse(
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"), "utf8")),
).version;

/** Finds one of @pulumi/pulumi's entry scripts, as the program's own folder resolves it, else as this checkout does. */
export function entryScript(name: "run" | "run-plugin" | "run-policy-pack", folder: string): string {
  const entry = `@pulumi/pulumi/cmd/${name}`;
  try {
    return createRequire(path.join(folder, "package.json")).resolve(entry);
  } catch {
    return createRequire(import.meta.url).resolve(entry); // A program outside any package runs on this checkout's SDK.
  }
}
