import { describe, expect, test } from "vitest";
import { MODELS } from "../../../runtime/domain/models.ts";
import { requestFor } from "../../../runtime/model/processor.ts";
import { strictSchema } from "../../../runtime/model/strict-schema.ts";
import { known, sampleModel } from "./sample-model.ts";

const asking = {
  messages: [{ role: "user", content: "x" }],
  schema: { type: "object", properties: {} },
  round: "first",
} as const;

describe("a model is told only what it takes", () => {
  test.each(MODELS.map((model) => [model.id, model] as const))("%s", (_, model) => {
    const body = requestFor(model, asking);
    expect("temperature" in body).toBe(model.temperature);
    expect(model.efforts).toEqual(
      body.reasoning_effort === undefined ? [] : expect.arrayContaining([body.reasoning_effort]),
    );
    expect(body).toMatchObject({ model: model.id, messages: asking.messages, max_completion_tokens: 16_000 });
  });
});

test("a repair lowers the temperature where there is one", () => {
  const temperatures = (id: string) =>
    (["first", "repair"] as const).map((round) => requestFor(known(id), { ...asking, round }).temperature);
  expect(temperatures("gpt-4.1")).toEqual([0.2, 0]);
  expect(temperatures("gpt-5")).toEqual([undefined, undefined]);
});

test.each([
  ["gpt-5-nano", "minimal"],
  ["gpt-5-mini", "low"],
  ["gpt-5", "medium"],
  ["gpt-5.6-luna", "low"],
  ["gpt-6-luna", "low"],
])("%s thinks with effort %s", (id, effort) => {
  expect(requestFor(known(id), asking).reasoning_effort).toBe(effort);
});

test.each([
  ["json_object", { type: "json_object" }],
  ["none", undefined],
] as const)("where structured output is %s, the schema is told in words", (structured, format) => {
  const body = requestFor(sampleModel({ structured }), asking);
  expect(body.response_format).toEqual(format);
  expect(body.messages[0]?.content).toMatch(/JSON Schema:\n\{.*"additionalProperties":false/);
  expect(body.messages.slice(1)).toEqual(asking.messages);
});

test("an answer is never allowed to be longer than the model can write", () => {
  expect(requestFor(sampleModel({ answerTokens: 4_096 }), asking).max_completion_tokens).toBe(4_096);
});

test("the schema is sent in the provider's strict form", () => {
  expect(requestFor(known("gpt-5"), asking).response_format).toEqual({
    type: "json_schema",
    json_schema: {
      name: "extraction",
      strict: true,
      schema: { type: "object", properties: {}, required: [], additionalProperties: false },
    },
  });
});

test("every property is required and may be null, at every depth, and nothing else is allowed", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["name"],
    additionalProperties: true,
    properties: {
      name: { type: "string", minLength: 1, description: "Its name" },
      kind: { enum: ["a", "b"] },
      only: { const: 1 },
      choice: { anyOf: [{ type: "number" }, { type: "object", properties: { x: { type: "string" } } }] },
      parts: { type: "array", items: { properties: { count: { type: ["integer", "null"] } } } },
    },
  };
  const inner = (name: string, type: unknown) => ({
    type: "object",
    properties: { [name]: { type } },
    required: [name],
    additionalProperties: false,
  });
  expect(strictSchema(schema)).toEqual({
    type: "object",
    required: ["name", "kind", "only", "choice", "parts"],
    additionalProperties: false,
    properties: {
      name: { type: ["string", "null"], description: "Its name" },
      kind: { enum: ["a", "b", null] },
      only: { enum: [1, null] },
      choice: { anyOf: [{ type: "number" }, inner("x", ["string", "null"]), { type: "null" }] },
      parts: { type: ["array", "null"], items: inner("count", ["integer", "null"]) },
    },
  });
});
