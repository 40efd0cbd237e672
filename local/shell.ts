import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { operatorCredentials } from "./emulator/credentials.ts";
import type { Engine } from "./engine/engine.ts";
import { engineEnvironment } from "./engine/environment.ts";
import { CHECKOUT, type Folder } from "./folder.ts";
import type { MachineRecord } from "./machine.ts";

/** The region of the embedded AWS: the stages' default. */
export const REGION = "us-west-2";

export type ShellArgs = { folder: Folder; engine: Engine; machine: MachineRecord };

/** The environment in which plain `pulumi`, `aws` and `ops` commands reach the embedded AWS. */
export async function shellEnvironment({ folder, engine, machine }: ShellArgs): Promise<Record<string, string>> {
  const { PATH = "", ...engineVariables } = engineEnvironment({
    binDir: engine.binDir,
    pulumiHome: folder.pulumiHome,
    backendDir: folder.backend,
    passphrase: await passphrase(folder),
  });
  await layOpsLauncher(folder);
  return {
    PATH: [folder.bin, PATH].join(delimiter),
    ...engineVariables,
    PULUMI_OPTION_CWD: folder.work,
    AWS_ENDPOINT_URL: machine.endpoint,
    AWS_ACCESS_KEY_ID: operatorCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operatorCredentials.secretAccessKey,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
  };
}

/** Lines for `eval`: each variable exported, each value quoted for a POSIX shell. */
export function exportLines(environment: Readonly<Record<string, string>>): string {
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`);
  return ["unset AWS_PROFILE AWS_SESSION_TOKEN", ...exports].join("\n");
}

/** A value as one word for a POSIX shell. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

async function layOpsLauncher(folder: Folder): Promise<void> {
  await mkdir(folder.bin, { recursive: true });
  const path = join(folder.bin, "ops");
  await writeFile(path, `#!/bin/sh\nexec "${process.execPath}" "${join(CHECKOUT, "ops/main.ts")}" "$@"\n`);
  await chmod(path, 0o755);
}

/** What encrypts secrets in the stacks' states: random, made once, readable by this user alone. */
async function passphrase(folder: Folder): Promise<string> {
  try {
    return await readFile(folder.passphraseFile, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const made = randomBytes(24).toString("base64url");
  await writeFile(folder.passphraseFile, made, { mode: 0o600 });
  return made;
}
