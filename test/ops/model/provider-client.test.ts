import { expect, test } from "vitest";
import { modelAsking } from "../../../ops/model/model-asking.ts";
import { providerClient } from "../../../ops/model/provider-client.ts";
import { readStageFile } from "../../../ops/model/stage-file.ts";
import { extract } from "../../../runtime/extract/engine.ts";
import { queueFaults, started } from "../../local/model/started.ts";
import { fixture } from "../../runtime/extract/fixture.ts";

const { signal } = new AbortController();
const now = () => Date.parse("2026-11-21T12:00:00Z");
const price = {
  type: "object",
  properties: { price: { type: "number" } },
  required: ["price"],
  additionalProperties: false,
};
const request = {
  model: "gpt-5-nano",
  messages: [{ role: "user" as const, content: "Price: 12.50 EUR" }],
  response_format: { type: "json_schema" as const, json_schema: { name: "a", strict: true as const, schema: price } },
  max_completion_tokens: 4_000,
};

async function client(faults: readonly object[] = [], apiKey = "a-key") {
  const { standIn, control } = await started({ keys: ["a-key"] });
  if (faults.length > 0) await queueFaults({ control, faults });
  return { client: providerClient({ apiKey, baseUrl: standIn.url }), standIn };
}

test("it gives the first choice and what the call used", async () => {
  const { client: port } = await client();
  const { content, ...completion } = await port.complete(request, signal);
  expect(Object.keys(JSON.parse(content ?? ""))).toEqual(["price"]);
  expect(completion).toEqual({
    refusal: null,
    finishReason: "stop",
    usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
    model: expect.stringMatching(/^gpt-5-nano/),
  });
});

test("a refused key keeps its status", async () => {
  const { client: port } = await client([], "another-key");
  await expect(port.complete(request, signal)).rejects.toMatchObject({ status: 401 });
});

test("a rate limit keeps the time that the provider asks for", async () => {
  const { client: port } = await client([{ fault: "429-retry-after", seconds: 7 }]);
  const error = await port.complete(request, signal).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 429 });
  expect((error as { headers: Headers }).headers.get("retry-after")).toBe("7");
});

test("a connection that breaks has no status", async () => {
  const { client: port } = await client([{ fault: "reset" }]);
  const error = await port.complete(request, signal).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect((error as { status?: number }).status).toBeUndefined();
});

test("an answer without a choice, and one that never ends, are answers that cannot be used", async () => {
  for (const fault of ["empty-choices", "huge"]) {
    const { client: port } = await client([{ fault }]);
    await expect(port.complete(request, signal)).rejects.toMatchObject({ code: "model-answer-invalid" });
  }
});

test("a call ends with its caller", async () => {
  const { client: port } = await client([{ fault: "hang-mid" }]);
  await expect(port.complete(request, AbortSignal.timeout(50))).rejects.toThrow();
});

test("a page is asked about as a stage would, and by whom is in the result", async () => {
  const { client: port } = await client([{ fault: "500" }]);
  const { settings } = await readStageFile({ stage: "preview" });
  const { result } = await extract(
    {
      url: "https://www.example.com/",
      params: { schema: price },
      fetchPage: async () => fixture("product"),
      askModel: modelAsking({ settings, client: port, now }),
    },
    signal,
  );
  expect(result).toMatchObject({
    data: { price: 1299.5 },
    model: expect.stringMatching(/^gpt-/),
    cost: expect.any(Number),
  });
});
