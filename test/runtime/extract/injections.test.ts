import { expect, test } from "vitest";
import { type AskModel, extract, type Question } from "../../../runtime/extract/engine.ts";
import { pageOf } from "./fixture.ts";
import { type Injection, injections } from "./injections.ts";

const text = { type: "string" };
const SCHEMA = {
  type: "object",
  properties: {
    title: text,
    author: text,
    price: { type: "number" },
    currency: { enum: ["EUR", "GBP", "USD"] },
    sku: text,
    url: text,
    inStock: { type: "boolean" },
    tags: { type: "array", items: text },
    seller: { type: "object", properties: { name: text, rating: { type: "number" } } },
  },
};

const HIDDEN = injections("hidden");
const VISIBLE = injections("visible");

const run = ({ html }: Injection, askModel: AskModel) =>
  extract(
    { url: "https://a.example/", params: { schema: SCHEMA }, fetchPage: async () => pageOf(html), askModel },
    AbortSignal.timeout(5_000),
  );

test("the corpus is large enough to mean something", () => {
  expect(HIDDEN.length).toBeGreaterThanOrEqual(44);
  expect(VISIBLE.length).toBeGreaterThanOrEqual(44);
  for (const { html, marker } of VISIBLE) expect(html).toContain(marker);
});

test.each(HIDDEN)("what nobody sees does not reach the prompt: $name", async (injection) => {
  const { user, system } = await promptOf(injection);
  expect(user).toMatch(/Copper kettle|ferry Patience|Middle Canal Trust/);
  expect(`${system}${user}`).not.toContain(injection.marker);
});

test.each(VISIBLE)("an order that is seen stays between the page's own marks: $name", async (injection) => {
  const { user } = await promptOf(injection);
  const unified = user.normalize("NFKC").replace(/\p{Cf}/gu, "");
  expect(unified.match(/<[\s/]*page/gi)).toEqual(["<page", "</page"]);
  expect(unified.match(/<[\s/]*instructions/gi)).toEqual(["<instructions", "</instructions"]);
  expect(unified.match(/<[\s/]*(?:system|\|im_)/gi)).toBeNull();
  expect(user.indexOf(injection.marker)).toBeGreaterThan(user.indexOf("<page>"));
});

async function promptOf(injection: Injection): Promise<Question["prompt"]> {
  const asked: Question[] = [];
  await run(injection, async (question) => {
    asked.push(question);
    return { data: {}, model: "none", usage: { inputTokens: 0, outputTokens: 0 } };
  });
  const [question] = asked;
  if (!question) throw new Error("No model was asked.");
  return question.prompt;
}
