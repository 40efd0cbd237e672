import type { StandInModel } from "./catalogue.ts";
import type { Objection } from "./parameters.ts";
import { badParameter, type Refusal } from "./refusal.ts";

type Body = Readonly<Record<string, unknown>>;
const unserved = [
  "stream",
  "tools",
  "functions",
  "audio",
  "background",
  "conversation",
  "previous_response_id",
  "prompt",
];

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);

/** Refuses a parameter that neither the endpoint nor any model knows. */
export function unknownParameter({
  body,
  known,
  moved = {},
}: {
  body: Body;
  known: ReadonlySet<string>;
  moved?: Readonly<Record<string, string>>;
}): Refusal | undefined {
  const param = Object.keys(body).find((name) => !known.has(name));
  if (param === undefined) return undefined;
  const place = moved[param];
  if (place !== undefined) {
    const message = `Unsupported parameter: '${param}'. In the Responses API, this parameter is named '${place}'.`;
    return badParameter({ param, code: "unsupported_parameter", message });
  }
  return badParameter({ param, code: "unknown_parameter", message: `Unknown parameter: '${param}'.` });
}

/** Refuses what the real service can do and this stand-in cannot, by name. */
export function unservedParameter(body: Body): Refusal | undefined {
  const several = typeof body.n === "number" && body.n !== 1 ? "n" : undefined;
  const param = several ?? unserved.find((name) => isGiven(body[name]));
  if (param === undefined) return undefined;
  return badParameter({
    param,
    code: "unsupported_parameter",
    message: `The model stand-in does not serve '${param}': leave it out, or ask a real model.`,
  });
}

/** Refuses what a reasoning model refuses: sampling parameters, and the old name of the token limit. */
export function objection({
  body,
  objections,
}: {
  body: Body;
  objections: Readonly<Record<string, Objection>>;
}): Refusal | undefined {
  for (const [param, why] of Object.entries(objections)) {
    const value = body[param];
    if (value === undefined || value === null) continue;
    if (why.kind === "unsupported") {
      const instead = why.instead === undefined ? "" : ` Use '${why.instead}' instead.`;
      const message = `Unsupported parameter: '${param}' is not supported with this model.${instead}`;
      return badParameter({ param, code: "unsupported_parameter", message });
    }
    if (value === why.value) continue;
    const message = `Unsupported value: '${param}' does not support ${JSON.stringify(value)} with this model. Only the default (${why.value}) value is supported.`;
    return badParameter({ param, code: "unsupported_value", message });
  }
  return undefined;
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  top_p: [0, 1],
  presence_penalty: [-2, 2],
  frequency_penalty: [-2, 2],
};

/** Refuses a sampling parameter outside the range every model shares. */
export function outOfRange(body: Body): Refusal | undefined {
  for (const [param, [low, high]] of Object.entries(ranges)) {
    const value = body[param];
    if (typeof value !== "number" || (value >= low && value <= high)) continue;
    const [side, bound, code] =
      value < low
        ? [`decimal below minimum value. Expected a value >=`, low, "decimal_below_min_value"]
        : [`decimal above maximum value. Expected a value <=`, high, "decimal_above_max_value"];
    return badParameter({ param, code, message: `Invalid '${param}': ${side} ${bound}, but got ${value} instead.` });
  }
  return undefined;
}

/** Refuses a reasoning effort the model does not offer, or any effort where the model does not reason. */
export function effortRefusal({
  model,
  effort,
  param,
}: {
  model: StandInModel;
  effort: string | undefined;
  param: string;
}): Refusal | undefined {
  if (effort === undefined || model.efforts.includes(effort)) return undefined;
  if (!model.reasoning) {
    const message = `Unsupported parameter: '${param}' is not supported with this model.`;
    return badParameter({ param, code: "unsupported_parameter", message });
  }
  const offered = model.efforts.map((one) => `'${one}'`).join(", ");
  const message = `Unsupported value: '${param}' does not support '${effort}' with this model. Supported values are: ${offered}.`;
  return badParameter({ param, code: "unsupported_value", message });
}

/** Refuses a token limit beyond what the model writes, or below the endpoint's minimum. */
export function tokenLimitRefusal({
  model,
  tokens,
  param,
  least,
}: {
  model: StandInModel;
  tokens: number | undefined;
  param: string;
  least: number;
}): Refusal | undefined {
  if (tokens === undefined) return undefined;
  if (tokens < least) {
    const message = `Invalid '${param}': integer below minimum value. Expected a value >= ${least}, but got ${tokens} instead.`;
    return badParameter({ param, code: "integer_below_min_value", message });
  }
  if (tokens <= model.outputTokens) return undefined;
  return badParameter({
    param,
    code: "invalid_value",
    message: `${param} is too large: ${tokens}. This model supports at most ${model.outputTokens} completion tokens, whereas you provided ${tokens}.`,
  });
}
