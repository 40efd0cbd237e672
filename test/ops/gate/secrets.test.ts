import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unreadable } from "../../../ops/failure.ts";
import { secretsStep } from "../../../ops/gate/steps/secrets.ts";

const run = promisify(execFile);
/** In two parts, so that this file has no such shape itself. */
const KEY = ["AKIA", "QYLPMN5HHHFPZAM2"].join("");

let root: string;
const git = (...words: string[]) => {
  const who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"];
  return run("git", [...who, ...words], { cwd: root });
};
const put = (path: string, text: string) => writeFile(join(root, path), text);
let told: Record<string, string> = {};
const previews = async () => ({ preview: programOf(told), production: programOf({}) });

function programOf(variables: Record<string, string>) {
  const urn = "urn:pulumi:preview::atlas-codex::aws:lambda/function:Function::api";
  const newState = { urn, type: "aws:lambda/function:Function", inputs: { environment: { variables } } };
  return { steps: [{ op: "create", newState }] };
}

const judged = async () => {
  return secretsStep.run({ root, today: "2026-11-21", previews }, new AbortController().signal);
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "gate-"));
  await git("init", "-q");
  await put("notes.txt", `one\nkey: ${KEY}\n`);
  await git("add", ".");
  await git("commit", "-qm", "Add notes");
  await put("notes.txt", "one\n");
  await git("commit", "-qam", "Take the key out");
});
afterAll(() => rm(root, { recursive: true }));

test("a key that a later commit took out is found in the history, with its commit and line, and never repeated", async () => {
  const steps = await judged();
  expect(steps).toMatchObject([
    { name: "secrets: files", status: "passed" },
    { name: "secrets: history", status: "failed", findings: [{ code: "aws-key-id", subject: "notes.txt:2" }] },
    { name: "secrets: programs", status: "passed" },
  ]);
  expect(JSON.stringify(steps)).not.toContain(KEY);
});

test("an allowance needs a reason, and with one it is allowed by its fingerprint", async () => {
  const [, history] = await judged();
  const { fingerprint } = (history?.findings[0]?.witness ?? {}) as { fingerprint?: string };
  await put(".secrets-allow.json", JSON.stringify([{ fingerprint }]));
  await expect(judged()).rejects.toThrow(/\.secrets-allow\.json cannot be used: entry 0\.reason/);
  await put(".secrets-allow.json", JSON.stringify([{ fingerprint, reason: "A sample from the manual." }]));
  expect((await judged()).map(({ status }) => status)).toEqual(["passed", "passed", "passed"]);
  told = { NOTE: KEY };
  expect((await judged()).map(({ status }) => status)).toEqual(["passed", "passed", "passed"]);
});

test("a key in a function's environment is found by its variable, and never repeated; without an engine it is open", async () => {
  await put(".secrets-allow.json", "[]");
  told = { NOTE: KEY, VERSION_ID: "0123456789abcdef" };
  const [, , programs] = await judged();
  expect(programs).toMatchObject({ status: "failed", detail: "1 found, 2 values" });
  expect(programs?.findings.map(({ subject }) => subject)).toEqual(["NOTE of the function api in preview"]);
  expect(JSON.stringify(programs)).not.toContain(KEY);
  const noEngine = () => Promise.reject(unreadable("There is no engine.", "Install it."));
  const { signal } = new AbortController();
  const steps = await secretsStep.run({ root, today: "2026-11-21", previews: noEngine }, signal);
  expect(steps[2]).toMatchObject({ name: "secrets: programs", status: "undecided" });
});
