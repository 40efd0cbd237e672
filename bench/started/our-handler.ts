import { httpEntry } from "../../runtime/lambda/http-entry.ts";
import { httpRoute, httpRouteWithBody } from "../../runtime/lambda/http-route.ts";
import { bodySchema } from "../body-schema.ts";

/** A trivial API on our entry: routes, key, CORS, a body that is parsed, one log line and one metric a request. */
export const handler = httpEntry({
  identity: { function: "bench", stage: "preview", version: "0" },
  origins: ["https://app.example"],
  maxBodyBytes: 262_144,
  isKey: async (key) => key === "right",
  routes: [
    httpRouteWithBody({
      method: "POST",
      path: "/jobs",
      access: "key",
      body: bodySchema,
      answer: async ({ body }) => ({ status: 202, body: { id: "1", url: body.url } }),
    }),
    httpRoute({
      method: "GET",
      path: "/jobs/{id}",
      access: "key",
      answer: async ({ path }) => ({ status: 200, body: { id: path.id } }),
    }),
  ],
});
