/** The most bytes that the tested entry takes. */
export const MAX = 100;

/** A body that the tested entry takes. */
export const good = JSON.stringify({ kind: "a" });

export type Sent = {
  method?: string;
  path?: string;
  body?: string;
  base64?: boolean;
  headers?: Record<string, string>;
  query?: Record<string, string>;
};

/** What is asked, and the status, the code and the message that come back. */
export const REQUESTS: readonly [what: string, sent: Sent, status: number, code?: string, message?: RegExp][] = [
  ["takes a body that fits", { body: good }, 201],
  ["takes a body in base64", { body: Buffer.from(good).toString("base64"), base64: true }, 201],
  ["refuses a body that is not JSON", { body: "{" }, 400, "invalid-request", /not JSON/],
  ["refuses a body that is missing", {}, 400, "invalid-request", /empty/],
  ["refuses a body that is no object", { body: "[]" }, 400, "invalid-request", /body: expected object/],
  ["names a missing field", { body: "{}" }, 400, "invalid-request", /kind: .*"a"\|"b"/],
  ["names what is expected", { body: '{"kind":"c"}' }, 400, "invalid-request", /kind: expected one of "a"\|"b"/],
  [
    "names an unknown field and the known ones",
    { body: '{"kind":"a","colour":1}' },
    400,
    "invalid-request",
    /colour: is not a known field; expected only kind, size/,
  ],
  ["takes a body of the largest size", { body: good.padEnd(MAX) }, 201],
  ["refuses a larger body before it is read", { body: "{".padEnd(MAX + 1, "x") }, 413, "payload-too-large"],
  ["counts bytes, not characters", { body: "é".repeat(MAX / 2 + 1) }, 413, "payload-too-large"],
  [
    "counts the bytes behind base64",
    { body: Buffer.from("x".repeat(MAX + 1)).toString("base64"), base64: true },
    413,
    "payload-too-large",
  ],
  ["refuses a wrong key", { headers: { "X-Api-Key": "wrong" }, body: good }, 401, "unauthorized"],
  ["refuses an empty key", { headers: { "X-Api-Key": "" }, body: good }, 401, "unauthorized", /missing/],
  ["asks for the key before it looks at the body", { headers: { "X-Api-Key": "wrong" }, body: "{" }, 401],
  ["knows no other path", { method: "GET", path: "/nothing" }, 404, "not-found"],
  ["knows no path below another", { method: "GET", path: "/things/1/2" }, 404, "not-found"],
  ["knows no empty name", { method: "GET", path: "/things/" }, 404, "not-found"],
  ["knows no name that is badly encoded", { method: "GET", path: "/things/%zz" }, 404, "not-found"],
  ["names the methods of a path", { method: "DELETE" }, 405, "method-not-allowed", /POST, OPTIONS/],
  ["tells the reason within a code", { method: "GET", path: "/fail/url" }, 422, "unprocessable-url"],
  ["hides what a bug says", { method: "GET", path: "/fail/bug" }, 500, "internal", /correlation id/],
  ["hides the inside of a race", { method: "GET", path: "/fail/race" }, 503, "unavailable", /^((?!jobs).)*$/],
  ["lets anyone ask the open part", { method: "GET", path: "/health", headers: { "X-Api-Key": "" } }, 200],
  [
    "asks for a key where the query needs one",
    { method: "GET", path: "/health", query: { deep: "1" }, headers: { "X-Api-Key": "" } },
    401,
  ],
];
