import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb.js";
import * as z from "zod";

const Options = z.object({ typescript: z.boolean().default(true), nodeargs: z.string().default("") });

export interface RuntimeOptions {
  /** Whether Pulumi's own TypeScript loader is wanted, rather than Node's. */
  readonly typescript: boolean;
  readonly nodeArguments: readonly string[];
}

/** Reads `runtime.options` of the project file as far as this host knows them; throws on a wrong type. */
export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  const { typescript, nodeargs } = Options.parse(info?.getOptions()?.toJavaScript() ?? {});
  return { typescript, nodeArguments: nodeargs.split(/\s+/).filter((argument) => argument !== "") };
}
