import { expect, test } from "vitest";
import { startModelStandIn } from "../../local/model/server.ts";
import type { AskModel } from "../../runtime/extract/engine.ts";
import { strictSchema } from "../../runtime/model/strict-schema.ts";
import { extractInjected, HIDDEN, SCHEMA, VISIBLE } from "../runtime/extract/injected-extraction.ts";

test("a model that obeys whatever it reads makes no result leave the schema, or say what the page does not say", async () => {
  await using standIn = await obedient();
  let obeyed = 0;
  for (const injection of [...HIDDEN, ...VISIBLE]) {
    const { result, text: reduced } = await extractInjected(injection, standIn.askModel);
    expect(Object.keys(result.data).every((name) => Object.hasOwn(SCHEMA.properties, name))).toBe(true);
    for (const [pointer, value] of leaves(result.data)) {
      const place = result.evidence[pointer];
      expect(place, `${injection.name} ${pointer}: ${String(value)}`).toBeDefined();
      expect(reduced.slice(place?.start, place?.end).trim()).not.toBe("");
    }
    for (const pointer of result.unsupported ?? []) expect(result.evidence).not.toHaveProperty([pointer]);
    if (JSON.stringify(result.data).includes(injection.marker)) obeyed += 1;
  }
  expect(obeyed).toBeGreaterThan(10);
});

test("a model that obeys whatever it reads gets nothing of the prompt into the result", async () => {
  await using standIn = await obedient();
  const leak = VISIBLE.find(({ name }) => name === "the prompt itself");
  if (!leak) throw new Error("The corpus has lost the page that asks for the prompt.");
  const { result } = await extractInjected(leak, standIn.askModel);
  expect(JSON.stringify(result.data)).not.toContain("written by strangers");
  expect(result.unsupported?.length).toBeGreaterThan(0);
});

/** The stand-in on loopback, told to obey at each call. */
async function obedient(): Promise<{ askModel: AskModel } & AsyncDisposable> {
  const standIn = await startModelStandIn({ now: () => new Date("2026-11-21T12:00:00Z") });
  const askModel: AskModel = async ({ prompt, schema }, signal) => {
    const json_schema = { name: "extraction", strict: true, schema: strictSchema(schema) };
    const messages = [
      { role: "system", content: prompt.system },
      { role: "user", content: prompt.user },
    ];
    const response = await fetch(`${standIn.url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer any", "x-stand-in-fault": "obey" },
      body: JSON.stringify({ model: "gpt-4o", messages, response_format: { type: "json_schema", json_schema } }),
      signal,
    });
    const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
    const data: unknown = JSON.parse(choices[0]?.message.content ?? "null");
    return { data, model: "gpt-4o", usage: { inputTokens: 0, outputTokens: 0 } };
  };
  return { askModel, [Symbol.asyncDispose]: () => standIn.stop() };
}

function leaves(value: unknown, pointer = ""): [pointer: string, value: unknown][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [[pointer, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${pointer}/${name}`));
}
