import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { BenchAws } from "./bench-aws.ts";

type Handler = DynamoDBClient["config"]["requestHandler"];

/** Milliseconds that a request is assumed to take on AWS and not on this machine: the network, and copies in three zones. */
export const SERVICE_TIME = { dynamo: 4, s3: 30 } as const;

/** What clients of one program send their requests with. */
export type RequestHandlers = { readonly dynamo: Handler; readonly s3: Handler };

/** Request handlers of the embedded AWS that let each request wait first for as long as AWS would take for it. */
export function asOnAws({ dynamo, s3 }: Pick<BenchAws, "dynamo" | "s3">): RequestHandlers {
  return {
    dynamo: slowed(dynamo.config.requestHandler, SERVICE_TIME.dynamo),
    s3: slowed(s3.config.requestHandler, SERVICE_TIME.s3),
  };
}

function slowed(inner: Handler, milliseconds: number): Handler {
  return Object.assign(Object.create(inner) as Handler, {
    async handle(...request: Parameters<Handler["handle"]>) {
      await pause(milliseconds);
      return inner.handle(...request);
    },
  });
}
