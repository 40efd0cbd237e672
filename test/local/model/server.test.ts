import { expect, test } from "vitest";
import { started } from "./started.ts";

const user = (content: string) => [{ role: "user" as const, content }];
const titleSchema = {
  type: "object",
  properties: { title: { type: ["string", "null"] } },
  required: ["title"],
  additionalProperties: false,
};

test("a chat completion in a schema comes back filled, named a stand-in, with its usage", async () => {
  const { client } = await started();
  const json_schema = { name: "page", strict: true, schema: titleSchema };
  const { data, response } = await client.chat.completions
    .create({
      model: "gpt-5",
      messages: user("<page># Bridge</page>"),
      response_format: { type: "json_schema", json_schema },
    })
    .withResponse();
  expect(JSON.parse(data.choices[0]?.message.content ?? "")).toEqual({ title: "Bridge" });
  expect(data).toMatchObject({ object: "chat.completion", model: "gpt-5", system_fingerprint: "fp_model_stand_in" });
  expect(data.choices[0]).toMatchObject({ finish_reason: "stop", message: { refusal: null } });
  expect(response.headers.get("x-stand-in")).toBe("model");
  expect(response.headers.get("x-request-id")).toMatch(/^req_standin_/);
  const usage = data.usage;
  expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
  expect(usage?.completion_tokens_details?.reasoning_tokens).toBe(192);
});

test("a response in a schema comes back the same way", async () => {
  const { client } = await started();
  const response = await client.responses.create({
    model: "gpt-5-mini",
    instructions: "Extract.",
    input: [{ role: "user", content: [{ type: "input_text", text: "<page># Bridge</page>" }] }],
    reasoning: { effort: "low" },
    text: { format: { type: "json_schema", name: "page", strict: true, schema: titleSchema } },
  });
  expect(JSON.parse(response.output_text)).toEqual({ title: "Bridge" });
  expect(response.status).toBe("completed");
  expect(response.usage).toMatchObject({ output_tokens_details: { reasoning_tokens: 64 } });
});

test("plain JSON holds what was found of what the instructions name", async () => {
  const { client } = await started();
  const content =
    "<instructions>Give the title and the price as JSON</instructions><page># Mug\n£9.80\nBy Wen C.</page>";
  const chat = { model: "gpt-4o", messages: user(content), response_format: { type: "json_object" as const } };
  const answer = await client.chat.completions.create(chat);
  expect(JSON.parse(answer.choices[0]?.message.content ?? "")).toEqual({ title: "Mug", price: "£9.80" });
});

test("a schema that the prompt spells out is followed", async () => {
  const { client } = await started();
  const content = `<schema>{"type":"object","properties":{"cost":{"type":"number"}}}</schema><page># Mug\n£9.80</page> JSON`;
  const chat = { model: "gpt-4o", messages: user(content), response_format: { type: "json_object" as const } };
  const answer = await client.chat.completions.create(chat);
  expect(JSON.parse(answer.choices[0]?.message.content ?? "")).toEqual({ cost: 9.8 });
});

test("without a format the answer is a short text", async () => {
  const { client } = await started();
  const answer = await client.chat.completions.create({ model: "gpt-4o", messages: user("# Mug\nPrice: £9.80") });
  expect(answer.choices[0]?.message.content).toContain("title: Mug");
});

test("a token limit cuts the answer; hidden reasoning uses it up first", async () => {
  const { client } = await started();
  const messages = user("# A title of more than a few words\nPrice: £9.80");
  const cut = await client.chat.completions.create({ model: "gpt-4o", messages, max_tokens: 3 });
  expect(cut.choices[0]).toMatchObject({ finish_reason: "length" });
  expect(cut.choices[0]?.message.content).toHaveLength(12);
  const used = await client.chat.completions.create({ model: "gpt-5", messages, max_completion_tokens: 100 });
  expect(used.choices[0]).toMatchObject({ finish_reason: "length", message: { content: "" } });
  const response = await client.responses.create({
    model: "gpt-4o",
    input: "# A long title here",
    max_output_tokens: 16,
  });
  expect(response.status).toBe("completed");
});

test("the list of models tells when each is shut down and what follows it", async () => {
  const { client } = await started();
  const { data } = await client.models.list();
  expect(data.map((model) => model.id)).toEqual(
    "gpt-5 gpt-5-mini gpt-5-nano gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-4o gpt-4o-mini gpt-4.1 gpt-4.1-mini gpt-6-luna".split(
      " ",
    ),
  );
  expect(data[0]).toMatchObject({ owned_by: "model-stand-in", shutdown_date: "2026-12-11", successor: "gpt-5.6-sol" });
  expect(await client.models.retrieve("gpt-4.1-mini")).toMatchObject({
    shutdown_date: "2027-01-14",
    successor: "gpt-6-luna",
  });
  expect(await client.models.retrieve("gpt-6-luna")).toMatchObject({ shutdown_date: null });
  await expect(client.models.retrieve("gpt-9")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
});

test.each([
  ["2026-12-10T23:59:59Z", 200],
  ["2026-12-11T00:00:00Z", 404],
])("gpt-5 at %s answers %i", async (at, status) => {
  const { client } = await started({ now: () => new Date(at) });
  const asked = client.chat.completions.create({ model: "gpt-5", messages: user("# Mug") });
  if (status === 200) await expect(asked).resolves.toMatchObject({ model: "gpt-5" });
  else
    await expect(asked).rejects.toMatchObject({
      status,
      code: "model_not_found",
      message: expect.stringContaining("deprecated"),
    });
});

test("a wrong or missing key is refused and never repeated", async () => {
  const { client, standIn } = await started({ keys: ["the-right-one"] });
  const asked = client.chat.completions.create({ model: "gpt-4o", messages: user("# Mug") });
  await expect(asked).rejects.toMatchObject({
    status: 401,
    code: "invalid_api_key",
    message: expect.not.stringContaining("a-key"),
  });
  expect((await fetch(`${standIn.url}/models`)).status).toBe(401);
  const right = client.withOptions({ apiKey: "the-right-one" });
  expect((await right.models.list()).data.length).toBeGreaterThan(0);
});

test("a body that is no JSON object, and one beyond 20 MB, are refused", async () => {
  const { standIn } = await started();
  const post = (body: string) => fetch(`${standIn.url}/chat/completions`, { method: "POST", body });
  for (const body of ["", "{", "[]", '"text"']) expect((await post(body)).status).toBe(400);
  expect((await post(JSON.stringify({ text: "x".repeat(20 * 1024 * 1024) }))).status).toBe(413);
});

test("a conversation beyond the model's window is refused with its size", async () => {
  const { client } = await started();
  const asked = client.chat.completions.create({ model: "gpt-4o", messages: user("word ".repeat(110_000)) });
  await expect(asked).rejects.toMatchObject({
    status: 400,
    code: "context_length_exceeded",
    message: expect.stringContaining("128000"),
  });
});

test("other addresses and methods are refused by name", async () => {
  const { standIn } = await started();
  expect((await fetch(`${standIn.url}/embeddings`, { method: "POST" })).status).toBe(404);
  const wrong = await fetch(`${standIn.url}/chat/completions`);
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
});

test("stopping ends connections that still wait", async () => {
  const { client, standIn } = await started();
  const messages = user("# Mug");
  const hanging = client.chat.completions.create(
    { model: "gpt-4o", messages },
    { headers: { "x-stand-in-fault": "hang" } },
  );
  const settled = expect(hanging).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await standIn.stop();
  await settled;
});
