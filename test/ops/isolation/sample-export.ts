/** One resource of a made-up state. */
export type SampleResource = { type: string; name: string; id: string; outputs: Record<string, unknown> };

export type SampleExportArgs = {
  stage: string;
  project?: string;
  account?: string;
  /** Added to the role and the table every sample has. */
  more?: readonly SampleResource[];
  /** The tables the role may read; its own if left out. */
  reads?: string;
};

/** A `pulumi stack export` document of a small stage: a role with a policy, and a table it reads. */
export function sampleExport({
  stage,
  project = "atlas-codex",
  account = "111122223333",
  more = [],
  reads,
}: SampleExportArgs) {
  const table = tableArn(stage, account);
  const role = `atlas-codex-${stage}-us-west-2-worker`;
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const may = { Sid: "ReadJobs", Effect: "Allow", Action: "dynamodb:GetItem", Resource: reads ?? table };
  const resources: SampleResource[] = [
    {
      ...{ type: "aws:iam/role:Role", name: "worker", id: role },
      outputs: {
        ...{ arn: `arn:aws:iam::${account}:role/${role}`, name: role },
        assumeRolePolicy: policyText({
          ...trust,
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        }),
      },
    },
    {
      ...{ type: "aws:iam/rolePolicy:RolePolicy", name: "worker", id: `${role}:least-privilege` },
      outputs: { name: "least-privilege", role, policy: policyText(may) },
    },
    {
      ...{ type: "aws:dynamodb/table:Table", name: "jobs", id: `atlas-codex-jobs-${stage}` },
      outputs: { arn: table, name: `atlas-codex-jobs-${stage}` },
    },
    ...more,
  ];
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-21T12:00:00Z", version: "v3.259.0" },
      resources: resources.map(({ type, name, id, outputs }) => ({
        ...{ urn: `urn:pulumi:${stage}::${project}::${type}::${name}`, custom: true, type, id },
        ...{ inputs: outputs, outputs },
      })),
    },
  };
}

export function tableArn(stage: string, account = "111122223333"): string {
  return `arn:aws:dynamodb:us-west-2:${account}:table/atlas-codex-jobs-${stage}`;
}

export function policyText(...Statement: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
