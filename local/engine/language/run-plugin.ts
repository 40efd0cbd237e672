import type { handleServerStreamingCall } from "@grpc/grpc-js";
import type { RunPluginRequest } from "@pulumi/pulumi/proto/language_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { HostContext } from "./host-context.ts";
import { entryScript } from "./modules.ts";

/** Runs a policy pack or another plugin written for Node.js and streams what it writes, then its exit code. */
export function runPlugin({
  children,
}: HostContext): handleServerStreamingCall<RunPluginRequest, language.RunPluginResponse> {
  return (call) => {
    const { request } = call;
    const folder = request.getInfo()?.getProgramDirectory() || request.getProgram();
    const child = children.start(process.execPath, pluginArguments(request, folder), {
      cwd: request.getPwd() || folder,
      env: environment(request.getEnvList()),
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", (chunk: Buffer) => call.write(new language.RunPluginResponse().setStdout(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => call.write(new language.RunPluginResponse().setStderr(chunk)));
    child.once("error", (error) => call.destroy(error));
    child.once("close", (code) => {
      call.write(new language.RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
    call.once("cancelled", () => child.kill("SIGTERM"));
  };
}

function pluginArguments(request: RunPluginRequest, folder: string): string[] {
  const args = request.getArgsList();
  return request.getKind() === "analyzer"
    ? [entryScript("run-policy-pack", folder), ...args, folder]
    : [entryScript("run-plugin", folder), folder, ...args];
}

function environment(entries: readonly string[]): NodeJS.ProcessEnv {
  const pairs = entries.map(
    (entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)] as const,
  );
  return { ...process.env, ...Object.fromEntries(pairs) };
}
