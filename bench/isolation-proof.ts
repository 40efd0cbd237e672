import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureEmulator } from "../local/emulator/installation.ts";
import { cacheFolder } from "../local/folder.ts";
import { actionsOn } from "../ops/checks/iam/action-table.ts";
import { parseArn } from "../ops/checks/iam/arn.ts";
import { snapshotFromExport } from "../ops/checks/isolation/export-snapshot.ts";
import { judgeIsolation } from "../ops/checks/isolation/judge-isolation.ts";
import type { Snapshot, SnapshotResource } from "../ops/checks/isolation/snapshot.ts";
import { grown } from "./grown-export.ts";
import { median, type Row } from "./row.ts";

const RUNS = 5;
const WARM_UP = 10;
const SIZES = [1, 2, 5, 10, 25, 50];

/** Proves both stages apart, against asking the emulator's own policy evaluator each question one by one. */
export const isolationProof: Row = {
  name: "isolation-proof",
  work: "both stages' whole graph: every principal × every resource × its actions",
  peer: "exhaustive simulation of the same questions (MiniStack's policy evaluator)",
  target: { text: "≥ 20 ×", met: (ratio) => ratio >= 20 },
  async measure(signal) {
    const exports = await Promise.all(["preview", "production"].map(readExport));
    const python = await ensureEmulator({ cacheDir: cacheFolder(), report: () => undefined, signal });
    const [a, b] = snapshots(exports, 1);
    const questions = exhaustiveQuestions([a, b]);
    const ours: number[] = [];
    const peer: number[] = [];
    for (let run = 0; run < WARM_UP; run += 1) judgeIsolation({ a, b });
    for (let run = 0; run < RUNS; run += 1) {
      const started = performance.now();
      const { verdict } = judgeIsolation({ a, b });
      ours.push(questions.count / ((performance.now() - started) / 1000));
      if (verdict !== "isolated") throw new Error(`The clean stages are ${verdict}.`);
      peer.push(await simulate(python, questions.work));
    }
    return { ours: median(ours), peer: median(peer), unit: "questions/s", notes: growth(exports) };
  },
};

async function readExport(stage: string): Promise<string> {
  return readFile(new URL(`../test/cases/isolation/${stage}.json`, import.meta.url), "utf8");
}

function snapshots(exports: readonly string[], size: number): [Snapshot, Snapshot] {
  const [a, b] = exports.map((text) => {
    const read = snapshotFromExport(JSON.parse(size === 1 ? text : grown(text, size)));
    if ("problem" in read) throw new Error(read.problem);
    return read.snapshot;
  });
  if (a === undefined || b === undefined) throw new Error("There are two stages.");
  return [a, b];
}

/** Each principal with its policies, each resource with the actions of its service: what a simulator has to be asked. */
function exhaustiveQuestions(stages: readonly Snapshot[]) {
  const all = stages.flatMap(({ resources }) => resources);
  const policies = all.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
  const principals = all
    .filter(({ type }) => type === "aws:iam/role:Role")
    .map(({ arn, name }) => ({
      arn,
      policies: policies
        .filter(({ properties }) => properties.role === name)
        .map(({ properties }) => properties.policy),
    }));
  const ownPolicy = new Map(all.flatMap((resource) => resourcePolicyOf(resource, all)));
  const resources = all.flatMap(({ arn }) => {
    const service = arn === undefined ? undefined : parseArn(arn)?.service;
    const actions = service === undefined ? [] : (actionsOn(service, undefined)?.names ?? []);
    return actions.length === 0 ? [] : [{ arn, actions, policy: ownPolicy.get(arn ?? "") ?? null }];
  });
  const count = principals.length * resources.reduce((sum, { actions }) => sum + actions.length, 0);
  return { count, work: { principals, resources, account: stages[0]?.account ?? "", region: stages[0]?.region ?? "" } };
}

const OWN_POLICIES: Readonly<Record<string, { of: string; at: "arn" | "id" }>> = {
  "aws:kms/key:Key": { of: "arn", at: "arn" },
  "aws:sqs/queuePolicy:QueuePolicy": { of: "queueUrl", at: "id" },
  "aws:s3/bucketPolicy:BucketPolicy": { of: "bucket", at: "id" },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { of: "secretArn", at: "id" },
  "aws:sns/topicPolicy:TopicPolicy": { of: "arn", at: "arn" },
};

/** The ARN a resource policy belongs to, with its text; nothing for other resources. */
function resourcePolicyOf(
  { type, properties }: SnapshotResource,
  all: readonly SnapshotResource[],
): [string, unknown][] {
  const place = OWN_POLICIES[type];
  if (place === undefined) return [];
  const owner = all.find((each) => each[place.at] === properties[place.of]);
  return owner?.arn === undefined ? [] : [[owner.arn, properties.policy]];
}

/** Questions a second that the peer answers. */
function simulate(python: string, work: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "peers/simulate_policies.py");
    const child = execFile(python, [script], (error, stdout) => {
      if (error !== null) return reject(error);
      const { asked, seconds } = JSON.parse(stdout) as { asked: number; seconds: number };
      resolve(asked / seconds);
    });
    child.stdin?.end(JSON.stringify(work));
  });
}

/** How the time of the proof grows with the graph: one line a size. */
function growth(exports: readonly string[]): string[] {
  const rows = SIZES.map((size) => {
    const [a, b] = snapshots(exports, size);
    const times = [1, 2, 3].map(() => {
      const started = performance.now();
      judgeIsolation({ a, b });
      return performance.now() - started;
    });
    const { edges, questions } = judgeIsolation({ a, b });
    return { size, milliseconds: median(times), edges: edges.length, questions };
  });
  return rows.map(({ size, milliseconds, edges, questions }) => {
    const perEdge = ((milliseconds * 1000) / edges).toFixed(1);
    return `  ${size} × our size: ${milliseconds.toFixed(0)} ms, ${edges} edges, ${questions} questions asked, ${perEdge} µs an edge`;
  });
}
