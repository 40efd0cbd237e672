import { describe, expect, test } from "vitest";
import { judge } from "../../../infra/pack/judge.ts";
import { resourcesOfPreview } from "../../../infra/pack/preview.ts";

const URN = "urn:pulumi:preview::atlas-codex::";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const TAGS = {
  project: "atlas-codex",
  stage: "preview",
  component: "jobs",
  "cost-center": "atlas-codex-preview",
  "managed-by": "pulumi",
};

const key = {
  op: "create",
  newState: { urn: `${URN}aws:kms/key:Key::stage`, type: "aws:kms/key:Key", inputs: { tags: TAGS } },
};
const table = {
  op: "create",
  newState: {
    urn: `${URN}aws:dynamodb/table:Table::jobs`,
    type: "aws:dynamodb/table:Table",
    inputs: {
      __defaults: [],
      name: "atlas-codex-jobs-preview",
      serverSideEncryption: { enabled: true, kmsKeyArn: UNKNOWN },
      tags: TAGS,
    },
    propertyDependencies: { serverSideEncryption: [key.newState.urn], name: null },
  },
};
const shop = { stage: "preview", embedded: false } as const;

describe("what a stack will consist of", () => {
  test("is read from a preview: the new state of everything that stays", () => {
    const steps = [
      key,
      { ...table, op: "create-replacement" },
      { ...table, op: "replace" },
      { op: "delete", newState: { ...table.newState, urn: `${URN}aws:sqs/queue:Queue::old` } },
      { op: "delete", oldState: {} },
    ];
    const resources = resourcesOfPreview({ steps });
    expect(resources.map(({ name }) => name)).toEqual(["stage", "jobs"]);
    expect(resources[1]).toMatchObject({ opts: { protect: false }, sources: { name: [] } });
  });

  test("is refused where the preview leaves out what stays the same", () => {
    const same = { ...table, op: "same" };
    expect(() => resourcesOfPreview({ steps: [same], changeSummary: { same: 51 } })).toThrow(
      "leaves out 50 resources that stay the same. Ask for it with --show-sames.",
    );
    expect(resourcesOfPreview({ steps: [same], changeSummary: { same: 1 } })).toHaveLength(1);
  });

  test("is refused where the document is no preview", () => {
    expect(() => resourcesOfPreview({ deployment: {} })).toThrow(/steps/);
  });
});

describe("a judgement", () => {
  test("has nothing to say about a good stack but what is not known yet", () => {
    const { violations, undecided } = judge(resourcesOfPreview({ steps: [key, table] }), shop);
    expect(violations).toEqual([]);
    expect(undecided.map(({ rule, resource }) => `${rule}: ${resource}`)).toEqual(["other-stage: Table jobs"]);
  });

  test("names rule, resource, what is wrong and what to change", () => {
    const bad = { ...table, newState: { ...table.newState, inputs: { ...table.newState.inputs, name: "jobs" } } };
    expect(judge(resourcesOfPreview({ steps: [key, bad] }), shop).violations).toEqual([
      {
        rule: "own-name",
        resource: "Table jobs",
        urn: table.newState.urn,
        message:
          'Table jobs: its name "jobs" does not say that it belongs to preview. ' +
          'Name it like "atlas-codex-{what}-preview" or "atlas-codex-preview".',
      },
    ]);
  });

  test("looks at what the program only looks up for the other stage alone", () => {
    const state = { ...table.newState, inputs: undefined, outputs: { arn: "a" }, external: true };
    const [own, foreign] = ["atlas-codex-jobs-preview", "atlas-codex-jobs-production"].map((id) =>
      judge(resourcesOfPreview({ steps: [{ op: "read", newState: { ...state, id } }] }), shop),
    );
    expect(own).toEqual({ violations: [], undecided: [] });
    expect(foreign?.violations.map(({ rule }) => rule)).toEqual(["other-stage"]);
  });

  test("sees across resources", () => {
    const stranger = { ...table, newState: { ...table.newState, propertyDependencies: { serverSideEncryption: [] } } };
    const { violations } = judge(resourcesOfPreview({ steps: [key, stranger] }), shop);
    expect(violations.map(({ rule }) => rule)).toEqual(["encryption"]);
  });
});
