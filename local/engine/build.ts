import path from "node:path";
import { type ChildResult, runChild } from "../cache/child.ts";
import { diskFull } from "../cache/install-once.ts";
import { Unusable } from "../cache/unusable.ts";
import { findGo } from "./go-toolchain.ts";
import { engineVersion } from "./pulumi-version.ts";

export interface BuildRequest {
  /** Where the binary goes. */
  readonly output: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const stamp = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${engineVersion.join(".")}`;
const buildFlags = [
  ...["-v", "-mod=readonly", "-trimpath", "-buildvcs=false", "-tags", "osusergo,grpcnotrace"],
  ...["-ldflags", `-w -s -X ${stamp}`],
];
const reportEveryMilliseconds = 5000;

/**
 * Builds the Pulumi CLI from the Go module proxy, exactly as go.mod and go.sum beside this file pin it. Takes four to
 * five minutes on two cores the first time. Throws `Unusable` with Go's own last words.
 */
export async function buildEngine({ output, env, report, signal }: BuildRequest): Promise<void> {
  const go = await findGo(env, signal);
  report("building the Pulumi engine with Go, once for this machine (about five minutes)");
  const run = async (args: string[], progress: Progress): Promise<ChildResult> => {
    const started = performance.now();
    let counted = 0;
    let lastReport = started;
    const result = await runChild({
      command: go,
      args,
      cwd: import.meta.dirname,
      env: { ...env, GOWORK: "off" },
      onLine: (line) => {
        if (progress.counts(line)) counted += 1;
        const now = performance.now();
        if (counted === 0 || now - lastReport < reportEveryMilliseconds) return;
        lastReport = now;
        report(progress.line(counted, Math.round((now - started) / 1000)));
      },
      signal,
    });
    if (result.code !== 0) throw buildFailure(result, output);
    return result;
  };

  const listed = await run(["list", "-mod=readonly", "-deps", command], {
    counts: (line) => line.startsWith("go: downloading"),
    line: (count, seconds) => `fetched ${count} Go modules of the engine (${seconds} s)`,
  });
  const total = listed.stdout.split("\n").length;
  await run(["build", ...buildFlags, "-o", output, command], {
    counts: (line) => !line.startsWith("go: "),
    line: (count, seconds) => `compiled ${count} of at most ${total} packages of the engine (${seconds} s)`,
  });
}

interface Progress {
  readonly counts: (line: string) => boolean;
  readonly line: (count: number, seconds: number) => string;
}

const unreachable =
  /dial tcp|lookup .* on|proxyconnect|TLS handshake|i\/o timeout|connection refused|: 40[34] |: 50\d /;

/** Turns a failed Go command into one sentence: disk full, proxy out of reach, or Go's own last line. */
export function buildFailure(result: ChildResult, output: string): Unusable {
  const said = result.tail.join("\n");
  if (/no space left on device/i.test(said)) return diskFull("the Pulumi engine", output);
  const last = result.tail.findLast((line) => line.trim() !== "") ?? result.startFailure ?? "no output";
  if (unreachable.test(said)) {
    return new Unusable(
      `The Go module proxy cannot be reached (${last}); check the network, GOPROXY and the proxy settings.`,
    );
  }
  return new Unusable(`Go could not build the Pulumi engine in ${path.dirname(output)}: ${last}`);
}
