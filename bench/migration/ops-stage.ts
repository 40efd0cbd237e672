import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import { awsEnvironment, type BenchAws, makeJobsTable, makeOperationsTable } from "./bench-aws.ts";

const OPS = fileURLToPath(new URL("../../ops/main.ts", import.meta.url));
const NOWHERE = "http://127.0.0.1:9";

/** The real command on tables of its own: a `pulumi` that only tells the stack's outputs takes the place of a deployment. */
export type OpsStage = {
  readonly jobsTable: string;
  readonly operationsTable: string;
  /** Runs `ops migrate-schema` to its end; throws what it says when that is not well. */
  migrate(words: readonly string[], signal: AbortSignal): Promise<void>;
  /** Starts `ops migrate-schema`; `kill` ends it with SIGKILL and tells whether it was still at work. */
  start(words: readonly string[], signal: AbortSignal): { kill(): Promise<boolean> };
  remove(): Promise<void>;
};

/** Makes a stage's two tables, empty, and what the command needs to find them. */
export async function makeOpsStage({
  aws,
  name,
}: {
  readonly aws: BenchAws;
  readonly name: string;
}): Promise<OpsStage> {
  const [jobsTable, operationsTable] = [`${name}-jobs`, `${name}-operations`];
  await makeJobsTable({ dynamo: aws.dynamo, name: jobsTable });
  await makeOperationsTable({ dynamo: aws.dynamo, name: operationsTable });
  const outputs: StackOutputs = {
    ...{ stage: "preview", region: "us-west-2", jobsTable, operationsTable, artifactsBucket: aws.bucket },
    ...{ apiUrl: NOWHERE, socketUrl: NOWHERE, queueUrl: NOWHERE, deadLetterQueueUrl: NOWHERE },
    ...{ masterKeySecretId: "none", openaiKeySecretId: "none", versions: {} },
  };
  const folder = await mkdtemp(join(tmpdir(), "atlas-codex-bench-"));
  await writeFile(join(folder, "pulumi"), `#!/bin/sh\ncat <<'END'\n${JSON.stringify(outputs)}\nEND\n`);
  await chmod(join(folder, "pulumi"), 0o755);
  const env = { ...process.env, ...awsEnvironment(aws), PATH: [folder, process.env.PATH].join(delimiter) };
  const run = (words: readonly string[], signal: AbortSignal) => {
    const child = spawn(process.execPath, [OPS, "migrate-schema", "--stage", "preview", ...words], { env, signal });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    return { child, said: () => said };
  };
  return {
    jobsTable,
    operationsTable,
    async migrate(words, signal) {
      const { child, said } = run(words, signal);
      const [code] = await once(child, "close");
      if (code !== 0) throw new Error(`ops migrate-schema ${words.join(" ")} ended with ${code}: ${said().trim()}`);
    },
    start(words, signal) {
      const { child } = run(words, signal);
      const ended = once(child, "close");
      return {
        async kill() {
          child.kill("SIGKILL");
          const [, ending] = await ended;
          return ending === "SIGKILL";
        },
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
