import { Failure } from "../domain/failure.ts";
import { type Schema, schemaProblem } from "./schema-problem.ts";

export type HttpMethod = "GET" | "POST";

export type HttpAnswer = {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type HttpRequest<Body> = {
  readonly body: Body;
  /** Values of the path's `{names}`, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly correlationId: string;
};

type Access = (query: Readonly<Record<string, string>>) => "key" | "open";

export type HttpRoute = {
  readonly method: HttpMethod;
  /** For example `/jobs/{id}`. */
  readonly path: string;
  /** Who may call: with a key only, anyone, or as the query decides. */
  readonly access: "key" | "open" | Access;
  /** Whether a JSON body is read. */
  readonly takesBody: boolean;
  /** The largest body, where it is another than the entry's. */
  readonly maxBodyBytes?: number;
  readonly answer: (request: HttpRequest<unknown>, signal: AbortSignal) => Promise<HttpAnswer>;
};

export type HttpRouteWithBody<Body> = Omit<HttpRoute, "takesBody" | "answer"> & {
  readonly body: Schema<Body>;
  readonly answer: (request: HttpRequest<Body>, signal: AbortSignal) => Promise<HttpAnswer>;
};

/** A route without a body. */
export function httpRoute(route: Omit<HttpRoute, "takesBody">): HttpRoute {
  return { ...route, takesBody: false };
}

/** A route whose body is parsed at the door; one that does not fit is `invalid-request`, and `answer` never sees it. */
export function httpRouteWithBody<Body>(route: HttpRouteWithBody<Body>): HttpRoute {
  const { body: schema, answer, ...rest } = route;
  return {
    ...rest,
    takesBody: true,
    answer: (request, signal) => {
      const parsed = schema.safeParse(request.body);
      if (!parsed.success) throw new Failure("invalid-request", schemaProblem(schema, parsed.error));
      return answer({ ...request, body: parsed.data }, signal);
    },
  };
}

export type RouteMatch =
  | { readonly found: "route"; readonly route: HttpRoute; readonly path: Readonly<Record<string, string>> }
  | { readonly found: "other-method"; readonly allow: readonly string[]; readonly pattern: string }
  | { readonly found: "nothing" };

/** Finds routes by method and path. Patterns are split once, when the table is made. */
export function routeTable(routes: readonly HttpRoute[]): (method: string, path: string) => RouteMatch {
  const table = routes.map((route) => ({ route, parts: route.path.split("/") }));
  return (method, path) => {
    const parts = path.split("/");
    const allow: string[] = [];
    let pattern = "";
    for (const entry of table) {
      const values = matchParts(entry.parts, parts);
      if (values === undefined) continue;
      if (entry.route.method === method) return { found: "route", route: entry.route, path: values };
      allow.push(entry.route.method);
      pattern = entry.route.path;
    }
    return allow.length === 0 ? { found: "nothing" } : { found: "other-method", allow: [...allow, "OPTIONS"], pattern };
  };
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? "";
    if (wanted.startsWith("{")) {
      const value = decoded(part);
      if (value === undefined || value === "") return undefined;
      values[wanted.slice(1, -1)] = value;
    } else if (wanted !== part) return undefined;
  }
  return values;
}

function decoded(part: string): string | undefined {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
