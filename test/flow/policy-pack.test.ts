import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import * as YAML from "yaml";
import { judge } from "../../infra/pack/judge.ts";
import { resourcesOfPreview } from "../../infra/pack/preview.ts";
import { STAGES } from "../../runtime/domain/stage.ts";

const run = promisify(execFile);
const CHECKOUT = join(import.meta.dirname, "../..");
const PACK = join(CHECKOUT, "infra/pack");

type Outcome = { code: number; output: string };

/** Runs the engine with the pack; a failure is an outcome, too. */
async function pulumi(args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const env = { ...process.env, ...inject("environment"), ...environment };
  try {
    const { stdout, stderr } = await run("pulumi", [...args, "--non-interactive"], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe.each(STAGES)("the stack that is up in %s", { timeout: 120_000 }, (stage) => {
  test("keeps to every rule, and nothing about it is undecided", async () => {
    const { code, output } = await pulumi(["preview", "--stack", stage, "--policy-pack", PACK]);
    expect(output).not.toMatch(/\[(mandatory|advisory)\]/);
    expect(code).toBe(0);
    expect(output).toContain("atlas-codex@v0.1.0");
  });

  test("is judged the same without the engine, from the preview's own words", async () => {
    const { output } = await pulumi(["preview", "--json", "--show-sames", "--stack", stage]);
    const resources = resourcesOfPreview(JSON.parse(output));
    expect(resources.length).toBeGreaterThan(50);
    expect(judge(resources, { stage, embedded: true })).toEqual({ violations: [], undecided: [] });
  });
});

describe("a stack of its own", { timeout: 120_000 }, () => {
  let folder = "";
  let own: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "atlas-codex-policy-pack-"));
    await cp(inject("workFolder"), folder, { recursive: true });
    await symlink(join(CHECKOUT, "node_modules"), join(folder, "node_modules"));
    const file = join(folder, "Pulumi.yaml");
    const project = YAML.parse(await readFile(file, "utf8")) as object;
    await writeFile(file, YAML.stringify({ ...project, main: "program.mjs" }));
    const backend = join(folder, "backend");
    await mkdir(backend);
    own = { PULUMI_OPTION_CWD: folder, PULUMI_BACKEND_URL: pathToFileURL(backend).href };
    for (const stage of STAGES) {
      const settings = join(folder, `Pulumi.${stage}.yaml`);
      const { encryptionsalt: _, ...rest } = YAML.parse(await readFile(settings, "utf8")) as Record<string, unknown>;
      await writeFile(settings, YAML.stringify(rest));
    }
    expect(await pulumi(["stack", "init", "preview"], own)).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    if (folder === "") return;
    await pulumi(["destroy", "--yes", "--stack", "preview"], own);
    await rm(folder, { recursive: true, force: true });
  });

  async function write(program: string): Promise<void> {
    await writeFile(join(folder, "program.mjs"), `${BEGINNING}${program}`);
  }

  async function update(program: string, environment: Record<string, string> = {}): Promise<Outcome> {
    await write(program);
    return pulumi(["up", "--yes", "--stack", "preview", "--policy-pack", PACK], { ...own, ...environment });
  }

  async function resources(): Promise<string[]> {
    const { output } = await pulumi(["stack", "export", "--stack", "preview"], own);
    const { deployment } = JSON.parse(output) as { deployment: { resources?: { type: string }[] } };
    return (deployment.resources ?? []).map(({ type }) => type).filter((type) => type.startsWith("aws:"));
  }

  test("is stopped before anything is made when one resource breaks a rule, and the rule is named", async () => {
    const { code, output } = await update(`${GOOD}
      new aws.sqs.Queue("leak", { name: "atlas-codex-leak-production", kmsMasterKeyId: key.arn, tags });`);
    expect(code).not.toBe(0);
    expect(output).toMatch(/\[mandatory\] +own-name +\(aws:sqs:Queue: leak\)/);
    expect(output).toContain(
      'Queue leak: its name "atlas-codex-leak-production" does not say that it belongs to preview.',
    );
    expect(output).toMatch(/\[mandatory\] +other-stage/);
    expect(output).toContain("Queue leak: nothing refuses plain HTTP.");
    expect(await resources()).toEqual([]);
  });

  test("is caught when it looks up what is the other stage's, which the engine shows to no pack", async () => {
    await write('aws.dynamodb.Table.get("foreign", "atlas-codex-jobs-production");');
    const { output } = await pulumi(["preview", "--json", "--show-sames", "--stack", "preview"], own);
    const { violations } = judge(resourcesOfPreview(JSON.parse(output)), { stage: "preview", embedded: true });
    expect(violations.map(({ rule, resource }) => `${rule}: ${resource}`)).toEqual(["other-stage: Table foreign"]);
  });

  test("is stopped where a setting for the embedded AWS would reach an account", async () => {
    const elsewhere = inject("emulatorEndpoint").replace("127.0.0.1", "localhost");
    const { code, output } = await update(
      `${GOOD}
      new aws.lambda.Function("probe", {
        name: "atlas-codex-probe-preview", role: "arn:aws:iam::000000000000:role/atlas-codex-preview-us-west-2-probe",
        runtime: "nodejs24.x", handler: "index.handler", code: new pulumi.asset.AssetArchive({}), tags,
        loggingConfig: { logFormat: "Text", logGroup: "/aws/lambda/atlas-codex-probe-preview" },
        environment: { variables: { FETCH_ALLOWED_TARGETS: "127.0.0.1:8080" } },
      });`,
      { AWS_ENDPOINT_URL: elsewhere },
    );
    expect(code).not.toBe(0);
    expect(output).toMatch(/\[mandatory\] +embedded-setting/);
    expect(output).toContain("Function probe: FETCH_ALLOWED_TARGETS is for the embedded AWS only");
    expect(await resources()).toEqual([]);
  });

  test("comes up when it keeps to every rule; what its preview could not decide, its update does", async () => {
    const { code, output } = await update(GOOD);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).not.toContain("[mandatory]");
    const [beforeUpdate = "", afterUpdate = ""] = output.split(/updating/i);
    expect(beforeUpdate).toMatch(/wildcard is undecided for QueuePolicy queue/);
    expect(afterUpdate).not.toContain("[advisory]");
    expect(await resources()).toEqual(expect.arrayContaining(["aws:kms/key:Key", "aws:sqs/queue:Queue"]));
  });

  test("is stopped in its update by what was not known in its preview", async () => {
    const { code, output } = await update(
      GOOD.replace(
        "/* more */",
        `{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage", Resource: anotherArn },`,
      ).replace("/* another */", `const { arn: anotherArn } = new aws.kms.Key("another", { tags });`),
    );
    expect(code).not.toBe(0);
    expect(output).toMatch(/\[mandatory\] +wildcard +\(aws:sqs:QueuePolicy: queue\)/);
    expect(output).toContain('allows the principal "*"');
  });
});

const BEGINNING = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
const tags = {
  project: "atlas-codex", stage: "preview", component: "policy-pack",
  "cost-center": "atlas-codex-preview", "managed-by": "pulumi",
};
`;

/** A queue as the rules want it. */
const GOOD = `
/* another */
const key = new aws.kms.Key("stage", { description: "For the queue of a test.", tags });
const queue = new aws.sqs.Queue("queue", { name: "atlas-codex-policy-pack-preview", kmsMasterKeyId: key.arn, tags });
new aws.sqs.QueuePolicy("queue", {
  queueUrl: queue.url,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      /* more */
      {
        Sid: "RefusePlainHttp", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  }),
});
`;
