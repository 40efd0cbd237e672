import type { handleUnaryCall } from "@grpc/grpc-js";
import type { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { HostContext } from "./host-context.ts";
import { entryScript } from "./modules.ts";
import { runtimeOptions } from "./runtime-options.ts";

/** The exit code of a program that has already told its user, through the engine, why it failed. */
const alreadyReported = 32;

/** Runs the Pulumi program; its output is the host's own, which the CLI shows as the program's. */
export function runProgram({
  engineAddress,
  children,
}: HostContext): handleUnaryCall<RunRequest, language.RunResponse> {
  return ({ request }, callback) => {
    const info = request.getInfo();
    const folder = info?.getProgramDirectory() ?? request.getPwd();
    const options = runtimeOptions(info);
    const child = children.start(
      process.execPath,
      [
        ...options.nodeArguments,
        entryScript("run", folder),
        ...programArguments({ request, info, folder, engineAddress }),
        info?.getEntryPoint() ?? request.getProgram(),
        ...request.getArgsList(),
      ],
      {
        cwd: folder,
        env: {
          ...process.env,
          PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject(false))),
          PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
          PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
        },
        stdio: ["ignore", "inherit", "inherit"],
      },
    );
    child.once("error", (error) => callback(error));
    child.once("exit", (code, signal) => callback(null, runResponse(code, signal)));
  };
}

interface ProgramCall {
  readonly request: RunRequest;
  readonly info: ProgramInfo | undefined;
  readonly folder: string;
  readonly engineAddress: string;
}

function programArguments({ request, info, folder, engineAddress }: ProgramCall): string[] {
  const values: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    parallel: String(request.getParallel()),
    "root-directory": info?.getRootDirectory() ?? "",
    pwd: request.getPwd() || folder,
  };
  const given = Object.entries(values).filter(([, value]) => value !== "");
  return [...given.flatMap(([name, value]) => [`--${name}`, value]), ...(request.getDryrun() ? ["--dry-run"] : [])];
}

/** What the engine is told of an ended program: nothing, that its errors are known, or how it failed. */
export function runResponse(code: number | null, signal: NodeJS.Signals | null): language.RunResponse {
  const response = new language.RunResponse();
  if (code === 0) return response;
  if (code === alreadyReported) return response.setBail(true);
  return response.setError(
    signal === null ? `Program exited with non-zero exit code: ${code}` : `Program was ended by ${signal}`,
  );
}
