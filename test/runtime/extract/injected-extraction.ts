import { type AskModel, extract } from "../../../runtime/extract/engine.ts";
import { pageOf } from "./fixture.ts";
import { type Injection, injections } from "./injections.ts";

const text = { type: "string" };
/** What is asked of every page of the corpus. */
export const SCHEMA = {
  type: "object",
  properties: {
    title: text,
    author: text,
    price: { type: "number" },
    currency: { enum: ["EUR", "GBP", "USD"] },
    sku: text,
    url: text,
    inStock: { type: "boolean" },
    tags: { type: "array", items: text },
    seller: { type: "object", properties: { name: text, rating: { type: "number" } } },
  },
};

export const HIDDEN = injections("hidden");
export const VISIBLE = injections("visible");

/** What the engine makes of a page of the corpus with this model. */
export const extractInjected = ({ html }: Injection, askModel: AskModel) =>
  extract(
    { url: "https://a.example/", params: { schema: SCHEMA }, fetchPage: async () => pageOf(html), askModel },
    AbortSignal.timeout(5_000),
  );
