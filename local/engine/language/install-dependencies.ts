import type { handleServerStreamingCall } from "@grpc/grpc-js";
import type { InstallDependenciesRequest } from "@pulumi/pulumi/proto/language_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { HostContext } from "./host-context.ts";

type Call = handleServerStreamingCall<InstallDependenciesRequest, language.InstallDependenciesResponse>;

/** Runs `npm install` where the program lives (for `pulumi install`) and streams what npm writes. */
export function installDependencies({ children }: HostContext): Call {
  return (call) => {
    const folder = call.request.getInfo()?.getProgramDirectory() || call.request.getDirectory();
    const child = children.start("npm", ["install"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout?.on("data", (chunk: Buffer) =>
      call.write(new language.InstallDependenciesResponse().setStdout(chunk)),
    );
    child.stderr?.on("data", (chunk: Buffer) =>
      call.write(new language.InstallDependenciesResponse().setStderr(chunk)),
    );
    child.once("error", (error) => call.destroy(error));
    child.once("close", (code) => {
      if (code === 0) call.end();
      else call.destroy(new Error(`npm install in ${folder} ended with exit code ${code}; run it there to see why.`));
    });
    call.once("cancelled", () => child.kill("SIGTERM"));
  };
}
