import { Readable } from "node:stream";
import type { ClientOptions } from "../../../../ops/aws/live/account.ts";

/** One request as it leaves a client: the operation, and its input where it is JSON. */
export type Asked = { operation: string; input: Record<string, unknown>; path: string };
export type Answered = { status?: number; body: unknown; error?: string };

/** Options whose clients never leave this process: each request is answered here, and `asked` lists them. */
export function fakeAws(answer: (asked: Asked, count: number) => Answered): { options: ClientOptions; asked: Asked[] } {
  const asked: Asked[] = [];
  const handle = async (request: { headers: Record<string, string>; body?: unknown; path: string }) => {
    const text = typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body as Uint8Array);
    const target = request.headers["x-amz-target"]?.split(".").at(-1);
    const form = new URLSearchParams(text).get("Action");
    const operation = target ?? form ?? request.path;
    const one = { operation, input: text.startsWith("{") ? JSON.parse(text) : {}, path: request.path };
    asked.push(one);
    const { status = 200, body, error } = answer(one, asked.filter((each) => each.operation === operation).length);
    const content = typeof body === "string" ? body : JSON.stringify(body);
    const headers = {
      "content-type": "application/json",
      ...(error === undefined ? {} : { "x-amzn-errortype": error }),
    };
    return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(content)]) } };
  };
  return {
    asked,
    options: {
      ...{ region: "us-west-2", maxAttempts: 3, credentials: { accessKeyId: "x", secretAccessKey: "x" } },
      requestHandler: { handle: handle as unknown as (request: never) => Promise<never> },
    },
  };
}

/** An error as AWS answers it. */
export function refusal(error: string, status = 400): Answered {
  return { status, error, body: { __type: error, message: `${error} for this test` } };
}
