import type { JsonSchema } from "./port.ts";

/** What a model is asked: the wording, the schema its answer must fit, and who judges that. */
export type ModelQuestion = {
  readonly prompt: { readonly system: string; readonly user: string };
  readonly schema: JsonSchema;
  /** How an answer departs from the schema; empty where it fits. */
  readonly problems: (data: unknown) => string[];
};
