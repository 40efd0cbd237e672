import { describe, expect, it } from "vitest";
import { typeOf, unservedReason } from "../../../local/provider/catalogue.ts";
import { check } from "../../../local/provider/check.ts";
import { type Bag, unknown } from "../../../local/provider/value.ts";

function checked(token: string, news: Bag, olds: Bag = {}) {
  const type = typeOf(token);
  if (type === undefined) throw new Error(`no type ${token}`);
  return check({ type, logicalName: "jobs", news, olds, seed: Buffer.from("seed") });
}

const queue = "aws:sqs/queue:Queue";
const table = "aws:dynamodb/table:Table";

describe("checking inputs", () => {
  it("fills in defaults and an automatic name, and lists them", () => {
    const { inputs, failures } = checked(queue, { delaySeconds: 5 });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ delaySeconds: 5, visibilityTimeoutSeconds: 30, messageRetentionSeconds: 345_600 });
    expect(inputs.name).toMatch(/^jobs-[0-9a-f]{7}$/);
    expect(inputs.__defaults).toContain("name");
    expect(inputs.__defaults).not.toContain("delaySeconds");
  });

  it("keeps an automatic name through later checks", () => {
    const olds = { name: "jobs-0000000", __defaults: ["name"] };
    expect(checked(queue, {}, olds).inputs.name).toBe("jobs-0000000");
  });

  it("makes a new automatic name when a given one is taken away", () => {
    expect(checked(queue, {}, { name: "mine", __defaults: [] }).inputs.name).toMatch(/^jobs-/);
  });

  it("leaves a bucket without a name to its prefix", () => {
    expect(checked("aws:s3/bucket:Bucket", { bucketPrefix: "mine-" }).inputs).not.toHaveProperty("bucket");
  });

  it("lets unknowns through", () => {
    const { inputs, failures } = checked(queue, { name: unknown, delaySeconds: unknown, tags: { a: unknown } });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ name: unknown, delaySeconds: unknown, tags: { a: unknown } });
  });

  it.each([
    { given: { delaySeconds: "5" }, expected: { delaySeconds: 5 } },
    { given: { sqsManagedSseEnabled: "true" }, expected: { sqsManagedSseEnabled: true } },
    { given: { tags: { count: 1 } }, expected: { tags: { count: "1" } } },
  ])("brings $given into its kind", ({ given, expected }) => {
    expect(checked(queue, given)).toMatchObject({ inputs: expected, failures: [] });
  });

  it.each([
    { token: queue, given: { colour: "red" }, property: "colour", reason: /"colour" is not served/ },
    { token: queue, given: { arn: "arn" }, property: "arn", reason: /"arn" is an output/ },
    { token: queue, given: { delaySeconds: "soon" }, property: "delaySeconds", reason: /must be a number/ },
    { token: queue, given: { tags: "blue" }, property: "tags", reason: /must be a map/ },
    { token: queue, given: { tags: { a: ["b"] } }, property: "tags.a", reason: /"tags[.]a" must be a string/ },
    {
      token: table,
      given: { hashKey: "id", billingMode: "FREE" },
      property: "billingMode",
      reason: /one of PROVISIONED/,
    },
    { token: table, given: {}, property: "hashKey", reason: /required property "hashKey" is missing/ },
    {
      token: table,
      given: { hashKey: "id", attributes: [{ name: "id", type: "S", size: 1 }] },
      property: "attributes[0].size",
      reason: /"attributes\[0\][.]size" is not served/,
    },
    {
      token: table,
      given: { hashKey: "id", attributes: [{ name: "id" }] },
      property: "attributes[0].type",
      reason: /"attributes\[0\][.]type" is missing/,
    },
    { token: "aws:lambda/function:Function", given: { role: "r", code: "x" }, property: "code", reason: /an archive/ },
  ])("refuses $given and names $property", ({ token, given, property, reason }) => {
    expect(checked(token, given as Bag).failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
  });

  it("names an unserved type and what is served", () => {
    expect(typeOf("aws:ec2/instance:Instance")).toBeUndefined();
    expect(unservedReason("aws:ec2/instance:Instance")).toMatch(
      /aws:ec2\/instance:Instance; it serves .*aws:sqs\/queue/,
    );
  });
});
