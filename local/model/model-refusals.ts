import type { Ask } from "./ask.ts";
import { catalogue, isAlive, type StandInModel } from "./catalogue.ts";
import { badParameter, Refusal } from "./refusal.ts";
import { promptTokens } from "./usage.ts";

/** The model of an id; throws the 404 of an unknown id or of one past its shutdown day. */
export function livingModel({ id, at }: { id: string; at: Date }): StandInModel {
  const model = catalogue.find((one) => one.id === id);
  if (model === undefined) {
    throw new Refusal({
      status: 404,
      code: "model_not_found",
      message: `The model \`${id}\` does not exist or you do not have access to it.`,
    });
  }
  if (isAlive({ model, at })) return model;
  const next = model.successor === undefined ? "" : ` Use \`${model.successor}\` instead.`;
  throw new Refusal({
    status: 404,
    code: "model_not_found",
    message: `The model \`${id}\` has been deprecated and was shut down on ${model.shutdownDate}.${next}`,
  });
}

/** Refuses a conversation that, with the answer's reserve, does not fit the model's window (estimated tokens). */
export function contextRefusal({
  model,
  ask,
  param,
}: {
  model: StandInModel;
  ask: Ask;
  param: string;
}): Refusal | undefined {
  const asked = promptTokens(ask.messages);
  const room = Math.min(model.inputTokens, model.contextTokens - (ask.outputTokens ?? 0));
  if (asked <= room) return undefined;
  const reserve = ask.outputTokens === undefined ? "" : ` with ${ask.outputTokens} more asked for the answer`;
  return badParameter({
    param,
    code: "context_length_exceeded",
    message: `This model's maximum context length is ${model.contextTokens} tokens (${model.inputTokens} of input). However, your messages resulted in ${asked} tokens${reserve}. Please reduce the length of the messages.`,
  });
}

/** Refuses the plain JSON form where no message says the word, as the real service does. */
export function jsonWordRefusal({
  ask,
  param,
  format,
}: {
  ask: Ask;
  param: string;
  format: string;
}): Refusal | undefined {
  if (ask.format.kind !== "json_object" || ask.messages.some((message) => /json/i.test(message.text))) return undefined;
  return badParameter({
    param,
    code: null,
    message: `'${param}' must contain the word 'json' in some form, to use '${format}' of type 'json_object'.`,
  });
}
