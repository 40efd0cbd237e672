import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { installedPackages, projectFolder } from "./dependencies.ts";
import type { HostContext } from "./host-context.ts";
import { installDependencies } from "./install-dependencies.ts";
import { hostVersion } from "./modules.ts";
import { runPlugin } from "./run-plugin.ts";
import { runProgram } from "./run-program.ts";

/**
 * The methods of Pulumi's LanguageRuntime service that running Node.js programs and policy packs needs. What generates
 * code or packages is left out and answered as unimplemented.
 */
export function languageRuntime(context: HostContext): UntypedServiceImplementation {
  return {
    handshake: answer(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(hostVersion)),
    // No plugin is announced ahead: the CLI loads each one when the program first uses it.
    getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: answer(() => new language.GetRequiredPluginsResponse()),
    about: answer(() => new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    getProgramDependencies: answer(listDependencies),
    run: runProgram(context),
    runPlugin: runPlugin(context),
    installDependencies: installDependencies(context),
    cancel: answer(() => {
      context.children.end();
      return new empty.Empty();
    }),
  };
}

function answer<Request, Response>(make: (request: Request) => Response): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, make(call.request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function listDependencies(request: language.GetProgramDependenciesRequest): language.GetProgramDependenciesResponse {
  const folder = projectFolder(request.getInfo()?.getProgramDirectory() ?? request.getPwd());
  const packages =
    folder === undefined ? [] : installedPackages(folder, request.getTransitivedependencies() ? "all" : "direct");
  return new language.GetProgramDependenciesResponse().setDependenciesList(
    packages.map(({ name, version }) => new language.DependencyInfo().setName(name).setVersion(version)),
  );
}
