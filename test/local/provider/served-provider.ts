import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { onTestFinished } from "vitest";
import { structOf } from "../../../local/provider/messages.ts";
import { serveProvider } from "../../../local/provider/server.ts";
import type { Bag } from "../../../local/provider/value.ts";

type Answer<R> = (error: ServiceError | null, response: R) => void;

/** The answer to one call. */
export function ask<R>(call: (answer: Answer<R>) => unknown): Promise<R> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error === null ? resolve(response) : reject(error))),
  );
}

/** A client of a provider that asks this AWS, configured, until the test ends. */
export async function started(endpoint: string, settings: Bag | undefined = {}) {
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-west-2",
  };
  const server = await serveProvider(environment, { graceMilliseconds: 300 });
  const client = new services.ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  onTestFinished(() => {
    client.close();
    server.close();
  });
  await ask((answer) => client.configure(new provider.ConfigureRequest().setArgs(structOf(settings)), answer));
  return client;
}

/** An AWS that answers each action with a status and a document, until the test ends. */
export async function pretending(answers: Readonly<Record<string, readonly [number, unknown]>>): Promise<string> {
  const server: Server = createServer((request, response) => {
    const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const [status, body] = answers[action] ?? [400, { __type: "InvalidAction", message: action }];
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
