import type { CallLog } from "./call-log.ts";
import { chat } from "./chat.ts";
import { complete, type Exchange } from "./completion.ts";
import { queueFaults, show } from "./control.ts";
import { listModels, showModel } from "./model-list.ts";
import { Refusal } from "./refusal.ts";
import { sendJson } from "./reply.ts";
import { readJson } from "./request-body.ts";
import { responses } from "./responses.ts";

/** An exchange with the log its route may show or clear. */
interface Visit extends Exchange {
  readonly calls: CallLog;
  readonly path: string;
}
type Route = (visit: Visit) => Promise<void> | void;

const answer = ({ response, note }: Visit, body: unknown): void => {
  note({ status: 200 });
  sendJson({ response, status: 200, body });
};

const modelPrefix = "/v1/models/";

const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  [chat.path]: { POST: (visit) => complete({ endpoint: chat, exchange: visit }) },
  [responses.path]: { POST: (visit) => complete({ endpoint: responses, exchange: visit }) },
  "/v1/models": { GET: (visit) => answer(visit, listModels(visit.at)) },
  [modelPrefix]: { GET: (visit) => answer(visit, showModel(decodeURIComponent(visit.path.slice(modelPrefix.length)))) },
  "/stand-in/faults": {
    GET: (visit) => answer(visit, show.faults(visit.queue)),
    POST: async (visit) => {
      if (!/^application\/json\b/i.test(visit.request.headers["content-type"] ?? "")) {
        throw new Refusal({ status: 415, message: "Send the faults with the header content-type: application/json." });
      }
      answer(visit, queueFaults({ queue: visit.queue, body: await readJson(visit.request) }));
    },
    DELETE: (visit) => {
      visit.queue.clear();
      answer(visit, show.faults(visit.queue));
    },
  },
  "/stand-in/calls": {
    GET: (visit) => answer(visit, show.calls(visit.calls)),
    DELETE: (visit) => {
      visit.calls.clear();
      answer(visit, show.calls(visit.calls));
    },
  },
};

/** The route of a method and path; throws the 404 or the 405 that names what is there. */
export function routeOf({ method, path }: { method: string; path: string }): Route {
  const there = routes[path] ?? (path.startsWith(modelPrefix) ? routes[modelPrefix] : undefined);
  if (there === undefined) {
    throw new Refusal({
      status: 404,
      code: "unknown_url",
      message: `Unknown request URL: ${method} ${path}. Known are ${Object.keys(routes).join(", ")}.`,
    });
  }
  const route = there[method];
  if (route !== undefined) return route;
  const allow = Object.keys(there).join(", ");
  throw new Refusal({ status: 405, headers: { allow }, message: `${path} takes ${allow}, not ${method}.` });
}
