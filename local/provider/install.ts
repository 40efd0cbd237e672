import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLauncher } from "../cache/launcher-script.ts";
import { pluginVersion } from "./version.ts";

/**
 * Puts this checkout's provider where the engine looks for @pulumi/aws's plugin, under `<pulumiHome>/plugins`. It runs
 * with the Node that runs this. Doing it again changes nothing; a half-written launcher is never seen.
 */
export async function installProvider({ pulumiHome }: { pulumiHome: string }): Promise<void> {
  const folder = join(pulumiHome, "plugins", `resource-aws-v${pluginVersion}`);
  await mkdir(folder, { recursive: true });
  const program = fileURLToPath(new URL("./main.ts", import.meta.url));
  await writeLauncher(join(folder, "pulumi-resource-aws"), [process.execPath, program]);
}
