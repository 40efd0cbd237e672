import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as YAML from "yaml";
import type { StageUp } from "../../local/bring-up.ts";
import { type Aws, connect } from "../../local/provider/aws.ts";
import { readOutputs, selectStack } from "../../local/stacks.ts";
import { fillSecrets } from "../../local/stage-secrets.ts";
import { STAGES } from "../../runtime/domain/stage.ts";
import { type OwnAws, startOwnAws } from "../flow/own-aws.ts";
import { type ThrowawayCheckout, throwawayCheckout } from "./throwaway-checkout.ts";

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

export type Started = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Comes true once a line of the progress matches, or false when the command has ended without one. */
  reached(line: RegExp): Promise<boolean>;
};

export type OwnDeployments = {
  readonly own: OwnAws;
  readonly aws: Aws;
  readonly checkout: ThrowawayCheckout & { readonly first: string };
  /** Starts `ops` of the throw-away checkout. */
  start(words: readonly string[], environment?: Readonly<Record<string, string>>): Started;
  ops(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The first deployment of the preview stage, whose secrets are given their values while it waits for them. */
  first(): Promise<{ readonly up: StageUp; readonly ended: Ended }>;
  stop(): Promise<void>;
};

const REGION = "us-west-2";

/** An embedded AWS for one test file alone, and a throw-away checkout whose program is deployed in it by its own `ops`. */
export async function startOwnDeployments(signal: AbortSignal): Promise<OwnDeployments> {
  const [own, checkout] = await Promise.all([startOwnAws(signal), throwawayCheckout()]);
  const { workshop } = own;
  const { folder, machine, environment } = workshop;
  const file = join(folder.work, "Pulumi.yaml");
  const project = YAML.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, YAML.stringify({ ...project, main: join(checkout.folder, "infra/index.ts") }));
  for (const stage of STAGES) await selectStack({ ...workshop, stage }, signal);
  const credentials = { accessKeyId: "test", secretAccessKey: "test", sessionToken: undefined };
  const { endpoint } = machine;
  const aws = connect({ ...credentials, endpoint, region: REGION, defaultTags: {}, allowedAccountIds: [] }, REGION);
  const start = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    started([join(checkout.folder, "ops/main.ts"), ...words], { ...environment, ...more }, checkout.folder);
  return {
    ...{ own, aws, checkout, start },
    ops: (words, more) => start(words, more).ended,
    async first() {
      const deploying = start(["deploy", "--stage", "preview", "--apply", "--quick"]);
      if (!(await deploying.reached(/^\s*\d+:\d\d\s+settle$/))) throw new Error(JSON.stringify(await deploying.ended));
      const outputs = await readOutputs({ stage: "preview", environment }, signal);
      const masterKey = await fillSecrets({ endpoint, outputs, terminal: workshop.terminal }, signal);
      return { up: { outputs, masterKey }, ended: await deploying.ended };
    },
    async stop() {
      await own.stop();
      await checkout.remove();
    },
  };
}

function started(words: readonly string[], environment: Readonly<Record<string, string>>, cwd: string): Started {
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NO_COLOR: "1", ...environment };
  const child = spawn(process.execPath, words, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  const lines: string[] = [];
  const heard = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    lines.push(line);
    for (const each of heard) each();
  });
  const ended = new Promise<Ended>((resolve, reject) =>
    child.on("error", reject).on("close", (code) => resolve({ code, out, err: lines.join("\n") })),
  );
  const reached = (pattern: RegExp) =>
    new Promise<boolean>((resolve) => {
      const look = () => {
        if (!lines.some((line) => pattern.test(line))) return;
        heard.delete(look);
        resolve(true);
      };
      heard.add(look);
      ended.then(
        () => resolve(lines.some((line) => pattern.test(line))),
        () => resolve(false),
      );
      look();
    });
  return { child, ended, reached };
}
