import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import * as YAML from "yaml";
import type { Previews } from "../../ops/gate/previews.ts";
import { isolationStep } from "../../ops/gate/steps/isolation.ts";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");

let folder: string;
/** Both programs as they would be deployed where nothing is deployed yet. */
let fresh: Previews;

async function pulumi(words: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  const env = { ...process.env, ...inject("environment"), ...environment };
  const { stdout } = await run("pulumi", [...words, "--non-interactive"], { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
const previewed = async (stage: Stage, environment?: Record<string, string>): Promise<unknown> =>
  JSON.parse(await pulumi(["preview", "--json", "--show-sames", "--show-secrets", "--stack", stage], environment));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-codex-gate-"));
  await cp(inject("workFolder"), folder, { recursive: true });
  const file = join(folder, "Pulumi.yaml");
  const project = YAML.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, YAML.stringify({ ...project, main: join(ROOT, "infra/index.ts") }));
  await mkdir(join(folder, "backend"));
  const own = {
    PULUMI_OPTION_CWD: folder,
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, "backend")).href,
  };
  for (const stage of STAGES) await pulumi(["stack", "init", stage], own);
  const [preview, production] = await Promise.all([previewed("preview", own), previewed("production", own)]);
  fresh = { preview, production };
  // The policy pack asks by its endpoint whether it is the AWS on this machine.
  vi.stubEnv("AWS_ENDPOINT_URL", inject("emulatorEndpoint"));
}, 180_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function judged(previews: Previews): Promise<{ name: string; status: string; reason?: string }[]> {
  const context = { root: ROOT, today: "2026-11-21", previews: async () => previews };
  const steps = await isolationStep.run(context, new AbortController().signal);
  return steps.map(({ name, status, reason }) => ({ name, status, ...(reason === undefined ? {} : { reason }) }));
}

const WAITS = [
  { name: "isolation: policy pack", status: "passed" },
  {
    name: "isolation",
    status: "skipped",
    reason: "AWS has yet to make what policies name: judged once it is deployed (verify-isolation --after)",
  },
];

test("two stages that were never deployed keep to the policy pack, and the proof waits for the deployment", async () => {
  expect(await judged(fresh)).toEqual(WAITS);
});

test("beside a stage that is deployed, one that never was waits alike; two that are deployed are proven apart", async () => {
  const [preview, production] = await Promise.all([previewed("preview"), previewed("production")]);
  expect(await judged({ ...fresh, preview })).toEqual(WAITS);
  const steps = await judged({ preview, production });
  expect(steps).toContainEqual({ name: "isolation: decided", status: "passed" });
  expect(steps.filter(({ status }) => status !== "passed")).toEqual([]);
}, 120_000);

type Document = { steps: { newState: { urn: string; inputs: Record<string, unknown> } }[] };

function changed(document: unknown, name: string, inputs: Record<string, unknown>): Document {
  const copy = structuredClone(document) as Document;
  for (const { newState } of copy.steps) {
    if (newState.urn.endsWith(name)) newState.inputs = { ...newState.inputs, ...inputs };
  }
  return copy;
}

test("a first deployment that breaks a rule of the policy pack is stopped", async () => {
  const preview = changed(fresh.preview, "aws:sqs/queue:Queue::queue", { tags: {} });
  expect(await judged({ ...fresh, preview })).toEqual([
    { name: "isolation: policy pack", status: "failed" },
    { name: "isolation", status: "skipped", reason: "blocked by isolation: policy pack" },
  ]);
});

test("a first deployment that names the other stage is a leak already, and no reason to wait", async () => {
  const preview = changed(fresh.preview, "aws:lambda/function:Function::api", {
    environment: { variables: { JOBS_TABLE: "atlas-codex-jobs-production" } },
  });
  expect((await judged({ ...fresh, preview })).some(({ status }) => status === "failed")).toBe(true);
});
