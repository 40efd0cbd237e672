import { Failure } from "../domain/failure.ts";
import type { JobParams } from "../domain/request.ts";
import type { ExtractionResult, Usage } from "../domain/result.ts";
import { supported } from "./evidence/support.ts";
import { DEFAULT_SCHEMA, withNamedFacts } from "./fill/default-schema.ts";
import { fillSchema } from "./fill/fill.ts";
import type { Wanted } from "./fill/link-lines.ts";
import { overviewOf } from "./fill/overview.ts";
import type { Page } from "./page.ts";
import { type Prompt, promptFor } from "./prompt/prompt.ts";
import { promptText } from "./prompt/prompt-text.ts";
import { type Reduced, reducePage } from "./reduce/reduce.ts";
import { answerProblems } from "./schema/answer-problems.ts";
import { withEveryProperty } from "./schema/answer-shape.ts";
import type { JsonSchema } from "./schema/json-schema.ts";
import { readSchema } from "./schema/schema.ts";
import { elementsOf } from "./visible/page-elements.ts";

/** What a model is asked about one page. */
export type Question = {
  readonly instructions?: string;
  /** The schema the answer must fit; where the caller gave none, one for the page's own facts and named values. */
  readonly schema: JsonSchema;
  /** The page as the model reads it. */
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

export type Extracted = {
  readonly result: ExtractionResult;
  /** The text that the result's evidence points into: the page's reduced text and, where any are asked for, its addresses. */
  readonly text: string;
  /** Where the page was found in the end. */
  readonly pageUrl: string;
};

/**
 * Fetches a page and extracts what was asked, with a model where there is one. Throws `invalid-request` for a schema that
 * cannot be used and for instructions without a model, `model-answer-invalid`, and what the ports throw.
 */
export async function extract(
  { url, params, fetchPage, askModel }: Extraction,
  signal: AbortSignal,
): Promise<Extracted> {
  const wanted = wantedOf(params, askModel);
  const page = await fetchPage(url, signal);
  const reduced = reducePage(page);
  const found = askModel
    ? await withModel({ wanted, page, reduced, askModel }, signal)
    : withoutModel({ wanted, page, reduced });
  return { ...found, pageUrl: page.url };
}

function wantedOf({ schema, instructions }: JobParams, askModel: AskModel | undefined): Wanted {
  const read = schema === undefined ? undefined : readSchema(schema);
  if (read && read.problems.length > 0) {
    throw new Failure("invalid-request", `params.schema: ${read.problems.slice(0, 5).join("; ")}`);
  }
  if (instructions !== undefined && !askModel) {
    throw new Failure(
      "invalid-request",
      "params.instructions: they need a model; ask for a model, or give a schema only.",
    );
  }
  return { ...(instructions === undefined ? {} : { instructions }), ...(read ? { schema: read.schema } : {}) };
}

function withoutModel({ wanted, page, reduced }: Omit<Asking, "askModel">): Found {
  const { schema } = wanted;
  const elements = elementsOf(page);
  const data = schema ? fillSchema({ schema, reduced, elements }) : overviewOf(reduced);
  return resultOf({ data, reduced, text: reduced.text + elements.addresses(wanted) });
}

type Asking = { wanted: Wanted; page: Page; reduced: Reduced; askModel: AskModel };

async function withModel({ wanted, page, reduced, askModel }: Asking, signal: AbortSignal): Promise<Found> {
  const { instructions, schema = DEFAULT_SCHEMA } = wanted;
  const addresses = elementsOf(page).addresses(wanted);
  const asked = {
    ...(instructions === undefined ? {} : { instructions }),
    schema,
    text: promptText({ text: reduced.text, hasHeader: page.contentType !== "text/plain" }) + addresses,
    url: page.url,
    title: reduced.article.title,
  };
  const problems = (data: unknown) => answerProblems({ schema, data });
  const prompt = promptFor(asked);
  const { data, model, usage, cost } = await askModel({ ...asked, prompt, problems }, signal);
  const wrong = problems(data);
  if (wrong.length > 0) {
    throw new Failure(
      "model-answer-invalid",
      `The model's answer does not fit the schema (${wrong.slice(0, 3).join("; ")}).`,
    );
  }
  const answer = withEveryProperty(data, schema) as Record<string, unknown>;
  const { result, text } = resultOf({
    data: schema === DEFAULT_SCHEMA ? withNamedFacts(answer) : answer,
    reduced,
    text: reduced.text + addresses,
  });
  const answered = { model, prompt: prompt.version, usage, ...(cost === undefined ? {} : { cost }) };
  return { result: { ...result, ...answered }, text };
}

type Found = Pick<Extracted, "result" | "text">;

function resultOf({ data, reduced, text }: { data: Record<string, unknown>; reduced: Reduced; text: string }): Found {
  const { unsupported, ...found } = supported({ data, text });
  const missed = unsupported.length > 0 ? { unsupported } : {};
  return { result: { ...found, ...missed, article: reduced.article }, text };
}
