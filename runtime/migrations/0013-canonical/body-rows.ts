import { canonicalText } from "../plain/canonical-text.ts";
import type { Fields, Value } from "../plain/value.ts";
import { pathOf, valueAt } from "./path.ts";
import { Refusal } from "./refusal.ts";
import { firstText, readType } from "./rows.ts";
import type { Row, Rows } from "./shape.ts";
import { readParams } from "./values.ts";
import type { JobType } from "./words.ts";

export type BodyOptions = {
  /** Where in the body the URL may be. */
  readonly urls: readonly string[];
  readonly otherwise: (params: Fields) => JobType;
};

/** Params, type and URL of a shape whose request is JSON text in one attribute; written as one canonical text. */
export function textBody(pointer: string, { urls, otherwise }: BodyOptions): Pick<Rows, "params" | "type" | "url"> {
  const path = pathOf(pointer);
  const paths = [path];
  const urlPaths = urls.map(pathOf);
  return {
    params: {
      paths,
      read: within((body) => readParams(body.get("params"))),
      write: ({ type, url, params }) => {
        const body = new Map<string, Value>([
          ["type", type],
          ["url", url],
          ["params", params],
        ]);
        return [[path, canonicalText(body)]];
      },
    },
    type: {
      paths,
      read: within((body, known) => readType(body.get("type"), otherwise(known.params))),
      write: () => [],
    },
    url: {
      paths,
      read: within((body) => firstText(urlPaths.map((each) => valueAt(body, each)))),
      write: () => [],
    },
  };
}

/** Params and URL of a shape whose request is one map, the URL a member beside the params. */
export function mapBody(pointer: string): Pick<Rows, "params" | "url"> {
  const path = pathOf(pointer);
  return {
    params: {
      paths: [path],
      read: within((body) => new Map([...body].filter(([key]) => key !== "url"))),
      write: ({ url, params }) => [[path, new Map<string, Value>(params).set("url", url)]],
    },
    url: { paths: [path], read: within((body) => firstText([body.get("url")])), write: () => [] },
  };
}

/** Reads inside the body, which may be refused itself. */
function within<Field>(
  read: (body: Fields, known: Parameters<Row<Field>["read"]>[1]) => Field | Refusal,
): Row<Field>["read"] {
  return ({ body }, known) => (body instanceof Refusal ? body : read(body, known));
}
