import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Report } from "../../ops/report.ts";
import { functionCredentials } from "./tried/function-credentials.ts";

type Ended = { code: number; out: string; report: Report };

const MAIN = fileURLToPath(new URL("../../ops/main.ts", import.meta.url));
const environment = inject("environment");
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const iam = new IAMClient({ endpoint: inject("emulatorEndpoint"), region: "us-west-2", credentials });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-codex-proof-"));
});
afterAll(async () => {
  iam.destroy();
  await rm(folder, { recursive: true, force: true });
});

describe("our stages", () => {
  test.each(["--before", "--after", "--live"])("share nothing, by %s", async (mode) => {
    const { code, report } = await verify(mode);
    expect(openIn(report)).toEqual([]);
    expect([code, report.verdict]).toEqual([0, "passed"]);
  });

  test("are proven by what the account holds when no mode is asked for", async () => {
    const { code, report } = await verify();
    expect(report.steps[0]).toMatchObject({ name: "source", detail: expect.stringMatching(/^what the account holds/) });
    expect(code).toBe(0);
  });

  test("have evidence that holds until something is different", async () => {
    const evidence = join(folder, "proof.json");
    await verify("--live", "--evidence", evidence, "--graph", join(folder, "stages.svg"));
    expect((await verify("--check", evidence)).code).toBe(0);
    expect(await readFile(join(folder, "stages.svg"), "utf8")).toContain("preview and production share nothing");
    await withLeakingRole(async (name) => {
      const { code, report } = await verify("--check", evidence);
      expect(openIn(report)).toContainEqual(expect.stringContaining(`${name} of preview is new`));
      expect(code).toBe(1);
    });
  });
});

test("a role that somebody made in the account is found, with what it can reach and by which statement", async () => {
  await withLeakingRole(async (name) => {
    const { code, report } = await verify("--live");
    const findings = report.steps.flatMap((step) => step.findings);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "unmanaged-resource", message: expect.stringContaining(`role ${name}`) }),
    );
    const leak = findings.find((finding) => finding.code === "identity-policy");
    expect(leak?.witness).toMatchObject({
      chain: [
        expect.stringContaining(name),
        "dynamodb:GetItem",
        expect.stringContaining("table/atlas-codex-jobs-production"),
      ],
      statement: { sid: "JustForDebugging" },
    });
    expect(code).toBe(1);
    expect((await verify("--after")).code).toBe(0);
  });
});

test("whoever may not look is told what it takes, and nothing is passed", async () => {
  const endpoint = inject("emulatorEndpoint");
  const [region, account, name] = ["us-west-2", "000000000000", "health"];
  const session = await functionCredentials({
    ...{ endpoint, region },
    functionArn: `arn:aws:lambda:${region}:${account}:function:atlas-codex-${name}-preview`,
    roleArn: `arn:aws:iam::${account}:role/atlas-codex-preview-${region}-${name}`,
  });
  const { code, report } = await verify("--live", {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  });
  expect(openIn(report)).toContainEqual(
    expect.stringMatching(/^undecided: .*it takes the permission iam:GetAccountAuthorizationDetails$/),
  );
  expect(report.steps.flatMap(({ findings }) => findings.filter(({ code }) => code !== "undecided"))).toEqual([]);
  expect([code, report.verdict]).toEqual([3, "undecided"]);
});

/** A role with our name that no stack knows, and that reads the other stage's jobs. */
async function withLeakingRole(work: (name: string) => Promise<void>): Promise<void> {
  const RoleName = "atlas-codex-preview-us-west-2-copied";
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const may = {
    ...{ Sid: "JustForDebugging", Effect: "Allow", Action: "dynamodb:GetItem" },
    Resource: "arn:aws:dynamodb:us-west-2:000000000000:table/atlas-codex-jobs-production",
  };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust) }));
  try {
    const PolicyName = "leak";
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: policy(may) }));
    await work(RoleName);
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  } finally {
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }
}

function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Every finding of a report in one line. */
function openIn(report: Report): string[] {
  return report.steps.flatMap(({ findings }) => findings.map(({ code, message }) => `${code}: ${message}`));
}

async function verify(...given: (string | Record<string, string>)[]): Promise<Ended> {
  const words = given.filter((each) => typeof each === "string");
  const env = Object.assign({}, process.env, environment, ...given.filter((each) => typeof each !== "string"));
  const ended = await new Promise<{ code: number; out: string }>((resolve) => {
    execFile(
      process.execPath,
      [MAIN, "verify-isolation", ...words, "--json"],
      { env, maxBuffer: 2 ** 26 },
      (error, out) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, out });
      },
    );
  });
  return { ...ended, report: JSON.parse(ended.out) as Report };
}
