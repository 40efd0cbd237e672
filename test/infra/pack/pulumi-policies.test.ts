import type { PolicyResource, ReportViolation } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { isEmbedded } from "../../../infra/embedded.ts";
import { plainProperties } from "../../../infra/pack/plain-value.ts";
import { policies } from "../../../infra/pack/pulumi-policies.ts";
import { undecided, violation } from "../../../infra/pack/rule.ts";

const URN = "urn:pulumi:preview::atlas-codex::aws:sqs/queue:Queue::q";

type Report = { message: string; urn?: string | undefined };

/** Asks policies as the engine does: each resource first, the stack at the end. */
async function ask(asked: ReturnType<typeof policies>, resources: { urn: string; props: object }[]): Promise<Report[]> {
  const reports: Report[] = [];
  const report: ReportViolation = (message: string | { message?: string }, urn?: string) => {
    reports.push({ message: typeof message === "string" ? message : (message.message ?? ""), urn });
  };
  const given = resources.map(({ urn, props }) => ({
    ...{ type: "aws:sqs/queue:Queue", name: "q", urn, props, opts: { protect: false }, propertyDependencies: {} },
  })) as unknown as PolicyResource[];
  for (const policy of asked) {
    if (!("validateResource" in policy)) continue;
    const validate = [policy.validateResource].flat()[0];
    for (const resource of given) await validate?.(resource as never, report);
  }
  for (const policy of asked) {
    if ("validateStack" in policy) await policy.validateStack({ resources: given } as never, report);
  }
  return reports;
}

describe("the rules as the engine asks them", () => {
  const surroundings = { embedded: true };

  test("report violations where they are found, and gather what is undecided into one sentence a rule", async () => {
    const asked = policies(
      [
        { name: "red", description: "d", ofResource: () => [violation("it is red", "Paint it")] },
        { name: "later", description: "d", ofResource: () => [undecided("a not known yet")] },
        {
          name: "whole",
          description: "d",
          ofStack: (all) => all.map((resource) => ({ resource, ruling: violation("it is alone", "Add one") })),
        },
      ],
      surroundings,
    );
    expect(await ask(asked, [{ urn: URN, props: {} }])).toEqual([
      { message: "Queue q: it is red. Paint it.", urn: URN },
      { message: "Queue q: it is alone. Add one.", urn: URN },
      {
        message: "later is undecided for Queue q: values are not known yet. The update decides it.",
        urn: undefined,
      },
    ]);
  });

  test("take the stage from the stack's name", async () => {
    const stages: string[] = [];
    const rule = {
      name: "r",
      description: "d",
      ofResource: (_: unknown, { stage }: { stage: string }) => {
        stages.push(stage);
        return [];
      },
    };
    await ask(policies([rule], surroundings), [{ urn: URN.replace("preview", "production"), props: {} }]);
    expect(stages).toEqual(["production"]);
  });

  test("refuse a stack that is no stage", async () => {
    const rule = { name: "r", description: "d", ofResource: () => [] };
    await expect(
      ask(policies([rule], surroundings), [{ urn: URN.replace("preview", "staging"), props: {} }]),
    ).rejects.toThrow("The stack staging is not a stage");
  });
});

test("properties are read although reading them through their guard throws", async () => {
  const guarded = new Proxy(
    { known: { a: [1, "b"] }, code: new pulumi.asset.AssetArchive({ f: new pulumi.asset.StringAsset("text") }) },
    { get: () => expect.unreachable() },
  );
  expect(await plainProperties(guarded)).toMatchObject({
    known: { a: [1, "b"] },
    code: { assets: { f: { text: "text" } } },
  });
});

test.each([
  ["http://127.0.0.1:4566", true],
  ["https://sqs.us-west-2.amazonaws.com", false],
  ["http://127.0.0.1.example.com", false],
  ["nonsense", false],
  [undefined, false],
])("an endpoint at %s is the embedded AWS: %s", (endpoint, answer) => {
  expect(isEmbedded(endpoint)).toBe(answer);
});
