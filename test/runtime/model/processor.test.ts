import { expect, test } from "vitest";
import { MODELS, type Model } from "../../../runtime/domain/models.ts";
import { requestFor } from "../../../runtime/model/processor.ts";
import { strictSchema } from "../../../runtime/model/strict-schema.ts";

const asking = { messages: [{ role: "user", content: "x" }] as const, schema: { type: "object", properties: {} } };

test.each(MODELS.map((model) => [model.id, model] as const))(
  "%s is sent a temperature only where it takes one",
  (_, model) => {
    const body = requestFor(model, asking);
    expect(body.temperature).toBe(model.temperature ? 0 : undefined);
    expect(body.reasoning_effort).toBe(model.family === "gpt-5" ? "low" : undefined);
    expect(body).toMatchObject({ model: model.id, messages: asking.messages });
  },
);

test("the schema is sent in the provider's strict form", () => {
  const model = MODELS[0] as Model;
  expect(requestFor(model, asking).response_format).toEqual({
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
