import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { parse, stringify } from "yaml";
import { bringUpStage, type StageUp } from "../../../local/bring-up.ts";
import { type Aws, connect } from "../../../local/provider/aws.ts";
import { settingsDigest } from "../../../ops/model/settings-digest.ts";
import { ops } from "../../ops/commands/ops-process.ts";
import { type OwnAws, startOwnAws } from "../own-aws.ts";

type Step = { name: string; status: string; detail?: string; reason?: string; findings: readonly { code: string }[] };
export type Told = { code: number | null; verdict: string; steps: readonly Step[] };

/** An embedded AWS of the test's own with both stages up, of which preview is verified. */
export type VerifiedStage = {
  readonly own: OwnAws;
  readonly aws: Aws;
  readonly preview: StageUp;
  /** `ops verify-deployment --stage preview --json`, in a process of its own. */
  verify(...words: string[]): Promise<Told>;
  /** What a verification might have left behind, counted. */
  left(): Promise<Record<string, number>>;
  /** A new version of a function with these variables changed, or taken away; the live alias and what is not published stay as they are. */
  published(name: string, changes: Record<string, string | undefined>): Promise<string>;
  /** Digest of the settings in the stage file as it is now. */
  settings(): Promise<string>;
  /** Changes settings in the stage file, past what is deployed; what comes back restores the file. */
  set(changes: Record<string, string>): Promise<() => Promise<void>>;
  /** Function → the version that it was deployed with. */
  firstVersions(): Record<string, string>;
};

export const step = ({ steps }: Told, name: string) => steps.find((each) => each.name === name);
export const codes = (told: Told, name: string) => step(told, name)?.findings.map(({ code }) => code);

export async function startVerifiedStage(signal: AbortSignal): Promise<VerifiedStage> {
  const own = await startOwnAws(signal);
  const { endpoint } = own.workshop.machine;
  const credentials = { accessKeyId: "test", secretAccessKey: "test", sessionToken: undefined };
  const region = "us-west-2";
  const aws = connect({ ...credentials, endpoint, region, defaultTags: {}, allowedAccountIds: [] }, region);
  const preview = await bringUpStage(own.workshop, "preview", signal);
  await bringUpStage(own.workshop, "production", signal);
  return {
    own,
    aws,
    preview,
    async verify(...words) {
      const environment = { ...own.workshop.environment, PATH: `${own.workshop.environment.PATH}:${process.env.PATH}` };
      const { code, out, err } = await ops(
        ["verify-deployment", "--stage", "preview", "--json", ...words],
        environment,
      );
      expect(out, err).toMatch(/^\{/);
      return { code, ...(JSON.parse(out) as Omit<Told, "code">) };
    },
    left: () => leftIn(aws, preview),
    async published(name, changes) {
      const FunctionName = `atlas-codex-${name}-preview`;
      const { Environment } = await aws.lambda.getFunctionConfiguration({ FunctionName });
      const changed = Object.entries({ ...Environment?.Variables, ...changes });
      const kept = changed.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
      await aws.lambda.updateFunctionConfiguration({
        FunctionName,
        Environment: { Variables: Object.fromEntries(kept) },
      });
      const { Version = "" } = await aws.lambda.publishVersion({ FunctionName });
      await aws.lambda.updateFunctionConfiguration({ FunctionName, Environment });
      return Version;
    },
    settings: () => settingsDigest({ stage: "preview", folder: projectOf(own) }),
    async set(changes) {
      const path = join(projectOf(own), "Pulumi.preview.yaml");
      const before = await readFile(path, "utf8");
      const file = parse(before) as { config: Record<string, unknown> };
      for (const [name, value] of Object.entries(changes)) file.config[`atlas-codex:${name}`] = value;
      await writeFile(path, stringify(file));
      return () => writeFile(path, before);
    },
    firstVersions: () => Object.fromEntries(Object.keys(preview.outputs.versions).map((name) => [name, "1"])),
  };
}

function projectOf({ workshop }: OwnAws): string {
  return workshop.environment.PULUMI_OPTION_CWD ?? "";
}

async function leftIn(aws: Aws, { outputs }: StageUp): Promise<Record<string, number>> {
  const tables = ["jobs", "submissions", "connections"].map(async (what) => {
    const { Count = -1 } = await aws.dynamodb.scan({ TableName: `atlas-codex-${what}-preview` });
    return [what, Count] as const;
  });
  const queues = Object.entries({ queue: outputs.queueUrl, dead: outputs.deadLetterQueueUrl });
  const waiting = queues.map(async ([what, QueueUrl]) => {
    const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes = {} } = await aws.sqs.getQueueAttributes({ QueueUrl, AttributeNames: [...AttributeNames] });
    return [what, AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0)] as const;
  });
  const { Subscriptions = [] } = await aws.sns.listSubscriptions({});
  const { QueueUrls = [] } = await aws.sqs.listQueues({});
  const others = QueueUrls.filter((url) => url.includes("verify")).length + Subscriptions.length;
  return { ...Object.fromEntries(await Promise.all([...tables, ...waiting])), others };
}
