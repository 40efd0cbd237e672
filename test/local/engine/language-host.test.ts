import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import service, { type LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { processRuns } from "../../../local/cache/process-state.ts";
import { temporaryFolder } from "../cache/temporary-folder.ts";

interface Host {
  readonly client: LanguageRuntimeClient;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly exited: Promise<number | null>;
}

async function startHost(): Promise<Host> {
  const script = path.join(import.meta.dirname, "../../../local/engine/language-host.ts");
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const client = new service.LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { client, kill: (signal) => child.kill(signal), exited };
}

async function plugin(source: string): Promise<language.RunPluginRequest> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, "package.json"), "{}");
  await writeFile(path.join(folder, "index.js"), source);
  const info = new language.ProgramInfo().setProgramDirectory(folder);
  return new language.RunPluginRequest().setInfo(info).setPwd(folder).setEnvList(["GREETING=a=b"]);
}

describe("the language host", () => {
  it("lists the packages that the checkout names", async () => {
    const host = await startHost();
    const dependencies = await new Promise<language.GetProgramDependenciesResponse>((resolve, reject) => {
      const info = new language.ProgramInfo().setProgramDirectory(path.resolve(import.meta.dirname, "../../.."));
      const request = new language.GetProgramDependenciesRequest().setInfo(info);
      host.client.getProgramDependencies(request, (error, response) =>
        error === null ? resolve(response) : reject(error),
      );
    });
    const versions = dependencies.getDependenciesList().map((each) => [each.getName(), each.getVersion()]);
    expect(versions).toContainEqual(["@pulumi/pulumi", "3.259.0"]);
  });

  it("streams what a plugin writes and its exit code", async () => {
    const host = await startHost();
    const request = await plugin('console.log(process.env.GREETING); console.error("aside"); process.exitCode = 7;');
    const said = { out: "", err: "", code: -1 };
    await new Promise((resolve, reject) => {
      const stream = host.client.runPlugin(request);
      stream.on("data", (response: language.RunPluginResponse) => {
        said.out += Buffer.from(response.getStdout_asU8()).toString();
        said.err += Buffer.from(response.getStderr_asU8()).toString();
        if (response.getOutputCase() === language.RunPluginResponse.OutputCase.EXITCODE)
          said.code = response.getExitcode();
      });
      stream.once("error", reject).once("end", resolve);
    });
    expect(said).toEqual({ out: "a=b\n", err: "aside\n", code: 7 });
  });

  it("takes its children along when it is ended", async () => {
    const host = await startHost();
    const stream = host.client.runPlugin(await plugin("console.log(process.pid); setInterval(() => {}, 1000);"));
    stream.on("error", () => undefined); // The connection breaks with the host, which is what is tested.
    const pid = await new Promise<number>((resolve) =>
      stream.once("data", (response: language.RunPluginResponse) =>
        resolve(Number(Buffer.from(response.getStdout_asU8()))),
      ),
    );
    host.kill("SIGTERM");
    expect(await host.exited).toBe(1);
    await expect.poll(() => processRuns(pid)).toBe(false);
  });
});
