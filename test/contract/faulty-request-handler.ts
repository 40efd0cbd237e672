import { Readable } from "node:stream";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { seededNumbers } from "../../bench/seeded-numbers.ts";

type Handler = DynamoDBClient["config"]["requestHandler"];
type Request = Parameters<Handler["handle"]>[0];
type Answer = Awaited<ReturnType<Handler["handle"]>>;
type Forward = () => Promise<Answer>;

/** What can go wrong with one request; `forward` sends it. */
const FAULTS = {
  /** Too many requests: not done. */
  throttled: async (_: Forward, request) => refusal(request, "throttled"),
  /** The service failed: not done. */
  failed: async (_: Forward, request) => refusal(request, "failed"),
  /** It never arrived. */
  reset: async () => {
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  },
  /** It was done, and then nothing came back. */
  "answer lost": async (forward) => {
    await thrownAway(forward);
    throw Object.assign(new Error("the request timed out"), { name: "TimeoutError" });
  },
  /** It was done, and the service said that it failed. */
  "done and failed": async (forward, request) => {
    await thrownAway(forward);
    return refusal(request, "failed");
  },
  /** It was done, and the answer ended in the middle. */
  "answer cut": async (forward) => {
    const { response } = await forward();
    const bytes = await bytesOf(response.body);
    return { response: { ...response, body: Readable.from([bytes.subarray(0, bytes.length / 2)]) } } as Answer;
  },
  /** It arrived twice, and the first answer came back. */
  "sent twice, first answer": async (forward) => {
    const first = await forward();
    const kept = await bytesOf(first.response.body);
    await thrownAway(forward);
    return { response: { ...first.response, body: Readable.from([kept]) } } as Answer;
  },
  /** It arrived twice, and the second answer came back. */
  "sent twice, second answer": async (forward) => {
    await thrownAway(forward);
    return forward();
  },
} satisfies Record<string, (forward: Forward, request: Request) => Promise<Answer>>;

export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[];

export type FaultyRequestHandlerOptions = {
  /** The handler of a client as it is. */
  readonly inner: Handler;
  /** The same seed gives the same schedule. */
  readonly seed: number;
  /** From 0 to 1: how many of the requests go wrong. */
  readonly share: number;
  /** The faults there may be; without it, all of them. */
  readonly faults?: readonly Fault[];
};

/** A request handler of the AWS SDK that lets requests go wrong by a seeded schedule, and counts what it did. */
export function faultyRequestHandler({ inner, seed, share, faults = FAULT_NAMES }: FaultyRequestHandlerOptions): {
  readonly handler: Handler;
  readonly counts: Readonly<Record<Fault, number>>;
} {
  const counts = Object.fromEntries(FAULT_NAMES.map((name) => [name, 0])) as Record<Fault, number>;
  const next = seededNumbers(seed);
  const handler = Object.assign(Object.create(inner) as Handler, {
    async handle(request: Request, options: Parameters<Handler["handle"]>[1]): Promise<Answer> {
      const forward = () => inner.handle(request, options);
      const [dice, which] = [next(), next()];
      const fault = dice < share ? faults[Math.floor(which * faults.length)] : undefined;
      if (fault === undefined) return forward();
      counts[fault] += 1;
      return FAULTS[fault](forward, request);
    },
  });
  return { handler, counts };
}

const NAMES = {
  throttled: { dynamodb: [400, "ProvisionedThroughputExceededException"], s3: [503, "SlowDown"] },
  failed: { dynamodb: [500, "InternalServerError"], s3: [500, "InternalError"] },
} as const;

function refusal(request: Request, kind: keyof typeof NAMES): Answer {
  const service = "x-amz-target" in request.headers ? "dynamodb" : "s3";
  const [statusCode, name] = NAMES[kind][service];
  const body =
    service === "s3"
      ? `<?xml version="1.0"?><Error><Code>${name}</Code><Message>Not now.</Message></Error>`
      : JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "Not now." });
  return { response: { statusCode, headers: {}, body: Readable.from([Buffer.from(body)]) } } as unknown as Answer;
}

/** Sends it and reads the answer to its end, so that its connection is free again. */
async function thrownAway(forward: Forward): Promise<void> {
  await bytesOf((await forward()).response.body);
}

async function bytesOf(body: unknown): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
