import { randomUUID } from "node:crypto";
import type { Answer, Ask } from "./ask.ts";
import type { StandInModel } from "./catalogue.ts";
import { type Reading, readConversation } from "./conversation.ts";
import { extract } from "./filling/extract.ts";
import { obeyedPage, ordersIn } from "./obedience.ts";
import { plainObject, plainSentences } from "./plain-answer.ts";
import { cutToTokens, hiddenTokens, promptTokens, tokensOf } from "./usage.ts";

function contentFor({ ask, reading }: { ask: Ask; reading: Reading }): string {
  if (ask.format.kind === "json_schema") {
    return JSON.stringify(extract({ ...reading, schema: ask.format.schema }));
  }
  const found = plainObject(reading);
  return ask.format.kind === "json_object" ? JSON.stringify(found) : plainSentences(found);
}

function obedient({ ask, reading }: { ask: Ask; reading: Reading }): string {
  const orders = ordersIn(reading);
  if (orders === undefined) return contentFor({ ask, reading });
  if (ask.format.kind === "text" && orders.words !== undefined) return orders.words;
  const schema = ask.format.kind === "json_schema" ? ask.format.schema : undefined;
  return contentFor({ ask, reading: { ...reading, page: obeyedPage({ page: reading.page, orders, schema }) } });
}

/** Answers a question from the text it carries; `manner` "obedient" also does what the page orders. Cut where the asked tokens end. */
export function answerTo({
  ask,
  model,
  manner,
  at,
  idPrefix,
}: {
  ask: Ask;
  model: StandInModel;
  manner: "plain" | "obedient";
  at: Date;
  idPrefix: string;
}): Answer {
  const reading = readConversation(ask.messages);
  const whole = manner === "obedient" ? obedient({ ask, reading }) : contentFor({ ask, reading });
  const limit = ask.outputTokens ?? model.outputTokens;
  const reasoning = Math.min(limit, hiddenTokens({ reasoning: model.reasoning, effort: ask.effort }));
  const content = cutToTokens({ text: whole, tokens: limit - reasoning });
  return {
    id: `${idPrefix}${randomUUID().replaceAll("-", "")}`,
    model: ask.model,
    createdAt: at,
    content,
    refusal: null,
    finish: content.length < whole.length ? "length" : "stop",
    usage: { input: promptTokens(ask.messages), output: tokensOf(content) + reasoning, reasoning },
  };
}
