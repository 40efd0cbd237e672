import { Failure } from "../domain/failure.ts";
import type { JobParams } from "../domain/request.ts";
import type { ExtractionResult, Usage } from "../domain/result.ts";
import { answerProblems } from "./answer-problems.ts";
import { DEFAULT_SCHEMA, withNamedFacts } from "./default-schema.ts";
import { fillSchema } from "./fill.ts";
import { overviewOf } from "./overview.ts";
import type { Page } from "./page.ts";
import { type Prompt, promptFor } from "./prompt.ts";
import { type Reduced, reducePage } from "./reduce.ts";
import { checkSchema, type JsonSchema } from "./schema.ts";
import { supported } from "./support.ts";

/** What a model is asked about one page. */
export type Question = {
  readonly instructions?: string;
  /** The schema the answer must fit; where the caller gave none, one for the page's own facts and named values. */
  readonly schema: JsonSchema;
  readonly text: string;
  readonly url: string;
  readonly title: string | null;
  readonly prompt: Prompt;
  /** How an answer departs from the schema; empty where it fits. */
  readonly problems: (data: unknown) => string[];
};

export type ModelAnswer = {
  readonly data: unknown;
  readonly model: string;
  readonly usage: Usage;
  /** US dollars; absent where the price is not known. */
  readonly cost?: number;
};

export type AskModel = (question: Question, signal: AbortSignal) => Promise<ModelAnswer>;

export type Extraction = {
  readonly url: string;
  readonly params: JobParams;
  readonly fetchPage: (url: string, signal: AbortSignal) => Promise<Page>;
  /** Absent for an extraction without a model, which costs nothing and always answers the same. */
  readonly askModel?: AskModel;
};

/**
 * Fetches a page and extracts what was asked, with a model where there is one. Throws `invalid-request` for a schema that
 * cannot be used and for instructions without a model, `model-answer-invalid`, and what the ports throw.
 */
export async function extract(
  { url, params, fetchPage, askModel }: Extraction,
  signal: AbortSignal,
): Promise<{ result: ExtractionResult; pageUrl: string }> {
  refuseUnusable(params, askModel);
  const page = await fetchPage(url, signal);
  const reduced = reducePage(page);
  const result = askModel
    ? await withModel({ params, page, reduced, askModel }, signal)
    : withoutModel({ params, reduced });
  return { result, pageUrl: page.url };
}

function refuseUnusable({ schema, instructions }: JobParams, askModel: AskModel | undefined): void {
  const problems = schema === undefined ? [] : checkSchema(schema);
  if (problems.length > 0) throw new Failure("invalid-request", `params.schema: ${problems.slice(0, 5).join("; ")}`);
  if (instructions === undefined || askModel) return;
  throw new Failure(
    "invalid-request",
    "params.instructions: they need a model; ask for a model, or give a schema only.",
  );
}

function withoutModel({ params, reduced }: { params: JobParams; reduced: Reduced }): ExtractionResult {
  const data = params.schema ? fillSchema({ schema: params.schema, reduced }) : overviewOf(reduced);
  return resultOf({ data, reduced });
}

type Asking = { params: JobParams; page: Page; reduced: Reduced; askModel: AskModel };

async function withModel({ params, page, reduced, askModel }: Asking, signal: AbortSignal): Promise<ExtractionResult> {
  const { instructions, schema = DEFAULT_SCHEMA } = params;
  const asked = {
    ...(instructions === undefined ? {} : { instructions }),
    schema,
    text: reduced.text,
    url: page.url,
    title: reduced.article.title,
  };
  const problems = (data: unknown) => answerProblems({ schema, data });
  const { data, model, usage, cost } = await askModel({ ...asked, prompt: promptFor(asked), problems }, signal);
  const wrong = problems(data);
  if (wrong.length > 0) {
    throw new Failure(
      "model-answer-invalid",
      `The model's answer does not fit the schema (${wrong.slice(0, 3).join("; ")}).`,
    );
  }
  const answer = data as Record<string, unknown>;
  const result = resultOf({ data: schema === DEFAULT_SCHEMA ? withNamedFacts(answer) : answer, reduced });
  return { ...result, model, usage, ...(cost === undefined ? {} : { cost }) };
}

function resultOf({ data, reduced }: { data: Record<string, unknown>; reduced: Reduced }): ExtractionResult {
  const { unsupported, ...found } = supported({ data, text: reduced.text });
  return { ...found, ...(unsupported.length > 0 ? { unsupported } : {}), article: reduced.article };
}
