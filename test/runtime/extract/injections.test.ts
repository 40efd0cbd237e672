import { expect, test } from "vitest";
import type { Question } from "../../../runtime/extract/engine.ts";
import { extractInjected, HIDDEN, VISIBLE } from "./injected-extraction.ts";
import type { Injection } from "./injections.ts";

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
  await extractInjected(injection, async (question) => {
    asked.push(question);
    return { data: {}, model: "none", usage: { inputTokens: 0, outputTokens: 0 } };
  });
  const [question] = asked;
  if (!question) throw new Error("No model was asked.");
  return question.prompt;
}
