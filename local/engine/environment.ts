import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";

export interface EngineSettings {
  readonly binDir: string;
  /** Where Pulumi keeps its plugins. */
  readonly pulumiHome: string;
  /** Folder of the stacks' state. */
  readonly backendDir: string;
  /** Encrypts the secrets in that state. */
  readonly passphrase: string;
}

/** The environment under which the CLI runs on this machine alone: state in a folder, no account, nothing downloaded. */
export function engineEnvironment({
  binDir,
  pulumiHome,
  backendDir,
  passphrase,
}: EngineSettings): Record<string, string> {
  return {
    PATH: [binDir, process.env.PATH ?? ""].join(delimiter),
    PULUMI_HOME: pulumiHome,
    PULUMI_BACKEND_URL: pathToFileURL(backendDir).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
