import * as z from "zod";
import type { IsolationJudgement } from "../checks/isolation/judgement.ts";
import type { Snapshot } from "../checks/isolation/snapshot.ts";
import type { Report } from "../report.ts";
import { digestOf, resourceDigests, snapshotDigest } from "./digest.ts";
import { MODES, type Mode } from "./mode.ts";
import type { ToolVersion } from "./tool-version.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const EvidenceInput = z.object({
  stage: z.string(),
  project: z.string(),
  stack: z.string(),
  /** The exported file, in mode `export`. */
  file: z.string().optional(),
  sha256: Sha256,
  resources: z.record(z.string(), Sha256),
});

const Content = z.object({
  kind: z.literal("atlas-codex isolation evidence"),
  format: z.literal(1),
  tool: z.object({ version: z.string(), judge: Sha256 }),
  mode: z.enum(MODES),
  time: z.iso.datetime(),
  verdict: z.enum(["isolated", "leaking", "undecided"]),
  counts: z.object({
    principals: z.int(),
    resources: z.int(),
    questions: z.int(),
    findings: z.int(),
    undecided: z.int(),
  }),
  inputs: z.tuple([EvidenceInput, EvidenceInput]),
  matrix: z.array(
    z.object({ principal: z.string(), resource: z.string(), verdict: z.enum(["allowed", "refused", "undecided"]) }),
  ),
  report: z.looseObject({ command: z.string(), verdict: z.string() }),
});

/** What a proof was made of and what it said; `sha256` is over all the rest, so that a changed file is told from this one. */
export const Evidence = Content.extend({ sha256: Sha256 });
export type Evidence = z.infer<typeof Evidence>;

export type EvidenceArgs = {
  mode: Mode;
  tool: ToolVersion;
  time: Date;
  judgement: IsolationJudgement;
  snapshots: readonly [Snapshot, Snapshot];
  files?: readonly [string, string] | undefined;
  report: Report;
};

/** Binds a judgement to what it was made of. */
export function evidenceOf({ mode, tool, time, judgement, snapshots, files, report }: EvidenceArgs): Evidence {
  const input = (snapshot: Snapshot, file: string | undefined) => ({
    stage: snapshot.stage,
    project: snapshot.project,
    stack: snapshot.stack,
    ...(file === undefined ? {} : { file }),
    sha256: snapshotDigest(snapshot),
    resources: resourceDigests(snapshot),
  });
  const content = {
    kind: "atlas-codex isolation evidence" as const,
    format: 1 as const,
    tool,
    mode,
    time: time.toISOString(),
    verdict: judgement.verdict,
    counts: {
      principals: judgement.principals.length,
      resources: judgement.resources.length,
      questions: judgement.questions,
      findings: judgement.findings.length,
      undecided: judgement.undecided.length,
    },
    inputs: [input(snapshots[0], files?.[0]), input(snapshots[1], files?.[1])] as [EvidenceInput, EvidenceInput],
    matrix: judgement.matrix.map(({ principal, resource, verdict }) => ({ principal, resource, verdict })),
    report: report as unknown as z.infer<typeof Content>["report"],
  };
  return { ...content, sha256: digestOf(content) };
}

type EvidenceInput = z.infer<typeof EvidenceInput>;

/** Evidence from a document: undefined when it is none, "changed" when somebody edited it since it was written. */
export function parseEvidence(document: unknown): Evidence | "changed" | undefined {
  const evidence = Evidence.safeParse(document);
  if (!evidence.success) return undefined;
  const { sha256, ...content } = document as Evidence;
  return digestOf(content) === sha256 ? evidence.data : "changed";
}
