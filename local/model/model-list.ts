import { catalogue, isAlive, type StandInModel } from "./catalogue.ts";
import { Refusal } from "./refusal.ts";

const shown = (model: StandInModel) => ({
  id: model.id,
  object: "model",
  created: Date.parse(model.created) / 1000,
  owned_by: "model-stand-in",
  shutdown_date: model.shutdownDate ?? null,
  successor: model.successor ?? null,
  context_tokens: model.contextTokens,
  output_tokens: model.outputTokens,
});

/** GET /v1/models: the models that answer on a day, with their shutdown dates and successors. */
export function listModels(at: Date): Readonly<Record<string, unknown>> {
  return { object: "list", data: catalogue.filter((model) => isAlive({ model, at })).map(shown) };
}

/** GET /v1/models/{id}: also of a model that was shut down; throws the 404 of an unknown id. */
export function showModel(id: string): Readonly<Record<string, unknown>> {
  const model = catalogue.find((one) => one.id === id);
  if (model !== undefined) return shown(model);
  throw new Refusal({
    status: 404,
    param: "model",
    code: "model_not_found",
    message: `The model '${id}' does not exist.`,
  });
}
