import type { ModelCompletion } from "../../../runtime/domain/completion.ts";
import { MODELS, type Model } from "../../../runtime/domain/models.ts";
import type { ModelClient, ModelRequest } from "../../../runtime/model/port.ts";

/** A model of the catalogue; throws where there is none of that id. */
export function known(id: string): Model {
  const model = MODELS.find((one) => one.id === id);
  if (model === undefined) throw new Error(`The catalogue has no ${id}.`);
  return model;
}

/** A model of a catalogue that was never published. */
export function sampleModel(fields: Partial<Model>): Model {
  return {
    ...{ id: "a", provider: "openai", family: "stable", tier: "nano" },
    ...{ temperature: true, efforts: [], structured: "json_schema", inputPrice: 1, outputPrice: 1 },
    ...fields,
  };
}

/** A question for a price. */
export const question = {
  prompt: { system: "Be exact.", user: "What does it cost?" },
  schema: { type: "object", properties: { price: { type: "number" } } },
  problems: (data: unknown) =>
    typeof (data as { price: unknown }).price === "number" ? [] : ["/price: expected number"],
};

type Told = Partial<ModelCompletion> | Error | ((signal: AbortSignal) => Promise<never>);

/** A provider that answers from a list, 100 tokens in and 10 out each time, and keeps what it was asked. */
export function provider(...answers: Told[]): ModelClient & { asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    asked,
    async complete(body, signal) {
      asked.push(body);
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      if (typeof answer === "function") return answer(signal);
      const usage = { inputTokens: 100, outputTokens: 10 };
      return { content: null, refusal: null, finishReason: "stop", usage, model: `${body.model}-dated`, ...answer };
    },
  };
}

/** What the provider's client throws. */
export function failing(fields: object): Error {
  return Object.assign(new Error("provider"), fields);
}
