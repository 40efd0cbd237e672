import { chmod, mkdir, readFile } from "node:fs/promises";
import { delimiter, dirname } from "node:path";
import { expect, test } from "vitest";
import { ops } from "../ops/commands/ops-process.ts";
import { sampleExport } from "../ops/isolation/sample-export.ts";
import { temporaryFiles } from "../ops/isolation/temporary-files.ts";

const files = await temporaryFiles();
const preview = await files.write("preview.json", sampleExport({ stage: "preview" }));
const production = await files.write("production.json", sampleExport({ stage: "production" }));
const leaking = await files.write(
  "leaking.json",
  sampleExport({ stage: "preview", reads: "arn:aws:dynamodb:*:*:table/atlas-codex-jobs-*" }),
);
const verify = (...words: string[]) => ops(["verify-isolation", ...words]);
const NO_ENGINE = { PATH: files.folder };
const pair = (left: string, right: string) => ["--export", left, "--export", right];

test("two stages that share nothing are isolated, and the first line says so", async () => {
  const { code, out } = await verify(...pair(preview, production));
  expect(out.split("\n")[0]).toMatch(/^✓ preview and production share nothing {3}2 principals · \d+ resources/);
  expect(code).toBe(0);
});

test("a leak is told with its chain, the statement that allows it and what to change", async () => {
  const { code, out } = await verify(...pair(leaking, production));
  expect(out).toMatch(/^✗ preview and production are not isolated .* 1 finding · /);
  expect(out).toContain("iam role/atlas-codex-preview-us-west-2-worker → dynamodb:GetItem → dynamodb table/");
  expect(out).toContain('statement "ReadJobs", number 1');
  expect(out).toMatch(/→ Narrow the statement/);
  expect(code).toBe(1);
});

test("the JSON report lists every part of the proof, and the finding with its witness", async () => {
  const { code, out } = await verify(...pair(production, leaking), "--json");
  const report = JSON.parse(out);
  expect(report).toMatchObject({ command: "verify-isolation", ok: false, verdict: "failed" });
  const names = report.steps.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["read preview", "identity policies", "resource policies", "decided"]));
  const step = report.steps.find(({ status }: { status: string }) => status === "failed");
  expect(step.findings[0]).toMatchObject({ code: "identity-policy", witness: { statement: { sid: "ReadJobs" } } });
  expect(code).toBe(1);
});

test("evidence holds for the same inputs, names what changed in others, and is refused once edited", async () => {
  const evidence = files.at("proof.json");
  expect((await verify(...pair(preview, production), "--evidence", evidence)).code).toBe(0);
  expect((await verify("--check", evidence)).code).toBe(0);

  const outdated = await verify("--check", evidence, ...pair(leaking, production));
  expect(outdated.out).toContain("aws:iam/rolePolicy:RolePolicy::worker of preview is changed.");
  expect(outdated.code).toBe(1);

  const edited = (await readFile(evidence, "utf8")).replace('"questions": ', '"questions": 1');
  const tampered = await verify("--check", await files.write("tampered.json", edited));
  expect([tampered.code, tampered.err]).toEqual([2, expect.stringContaining("was changed after it was written")]);
});

test("evidence of a leak never holds", async () => {
  const evidence = files.at("leak.json");
  expect((await verify(...pair(leaking, production), "--evidence", evidence)).code).toBe(1);
  expect((await verify("--check", evidence)).code).toBe(1);
});

test("evidence whose inputs are gone cannot be checked", async () => {
  const evidence = files.at("state-proof.json");
  const environment = await enginePrinting({ preview, production });
  await ops(["verify-isolation", "--after", "--evidence", evidence], environment);
  expect(await ops(["verify-isolation", "--check", evidence], environment)).toMatchObject({ code: 0 });
  const { code, out } = await ops(["verify-isolation", "--check", evidence], NO_ENGINE);
  expect([code, out]).toEqual([3, expect.stringContaining("no `pulumi` command on the PATH")]);
});

test("a file with a secret that only shows its ciphertext is refused, and it says how to show it", async () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:AAAA:BBBB" };
  const type = "aws:secretsmanager/secretVersion:SecretVersion";
  const more = [{ type, name: "key", id: "key", outputs: { secretId: "key", secretString: secret } }];
  const path = await files.write("encrypted.json", sampleExport({ stage: "preview", more }));
  const { code, err } = await verify(...pair(path, production));
  expect([code, err]).toEqual([2, expect.stringContaining("holds encrypted secrets (key.secretString)")]);
  expect(err).toContain("--show-secrets");
});

test("an operation that was interrupted leaves the proof undecided", async () => {
  const state = sampleExport({ stage: "preview" });
  const urn = "urn:pulumi:preview::atlas-codex::aws:sqs/queue:Queue::queue";
  const pending = {
    ...state,
    deployment: { ...state.deployment, pending_operations: [{ resource: { urn }, type: "creating" }] },
  };
  const { code, out } = await verify(...pair(await files.write("pending.json", pending), production));
  expect(out).toContain("creating was interrupted");
  expect(code).toBe(3);
});

test("the states of both stacks are read by the engine, and the mode is told", async () => {
  const { code, out } = await ops(["verify-isolation", "--after"], await enginePrinting({ preview, production }));
  expect(out).toContain("--after: both stacks' states");
  expect(code).toBe(0);
});

test("without a mode the strongest that can run is used, and it says why none stronger", async () => {
  const environment = await enginePrinting({ preview, production });
  const { code, out } = await ops(["verify-isolation"], {
    ...environment,
    ...{ AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" },
    AWS_MAX_ATTEMPTS: "1",
  });
  expect(out).toContain("not --live: AWS does not say who you are");
  expect(out).toContain("--after: both stacks' states");
  expect(code).toBe(0);
});

test("without an engine nothing is decided", async () => {
  const { code, out } = await ops(["verify-isolation", "--before"], NO_ENGINE);
  expect([code, out]).toEqual([3, expect.stringContaining("no `pulumi` command on the PATH")]);
});

test("an engine that fails is quoted with its own reason", async () => {
  const { code, out } = await ops(["verify-isolation", "--after"], await enginePrinting({}));
  expect([code, out]).toEqual([
    3,
    expect.stringMatching(/The state of the stack \w+ could not be read: no stack named/),
  ]);
});

test("both stages are drawn, what leads across in red", async () => {
  const path = files.at("stages.svg");
  await verify(...pair(leaking, production), "--graph", path);
  expect(await readFile(path, "utf8")).toMatch(/^<svg [\s\S]*class="crossing"[\s\S]*dynamodb:GetItem[\s\S]*<\/svg>\n$/);
});

test("what cannot be used is refused in one sentence that says what to try", async () => {
  const { code, out, err } = await verify(...pair(files.at("no-such-file.json"), production));
  expect(err).toMatch(/^ops: .*no-such-file\.json does not exist\.\n {2}→ .*pulumi stack export.*\n$/);
  expect([code, out]).toEqual([2, ""]);
});

test("an option without its value is refused without a stack trace", async () => {
  const { code, err } = await verify("--evidence");
  expect([code, err]).toEqual([2, expect.stringMatching(/^ops: Not enough arguments.*\n {2}→ .*\n$/)]);
});

/** An environment whose `pulumi` prints these files as the states of their stages. */
async function enginePrinting(
  states: Partial<Record<"preview" | "production", string>>,
): Promise<Record<string, string>> {
  const folder = `engine-${Object.keys(states).join("-")}`;
  await mkdir(files.at(folder), { recursive: true });
  const cases = Object.entries(states).map(([stage, path]) => `  ${stage}) cat '${path}'; exit 0;;`);
  const script = [
    "#!/bin/sh",
    'while [ "$1" != "--stack" ]; do shift; done',
    'case "$2" in',
    ...cases,
    "esac",
    `echo "error: no stack named '$2' found" >&2`,
    "exit 255",
  ];
  const path = await files.write(`${folder}/pulumi`, `${script.join("\n")}\n`);
  await chmod(path, 0o755);
  return { PATH: [dirname(path), process.env.PATH ?? ""].join(delimiter) };
}
