import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Environment } from "./configuration.ts";
import { Unfinished } from "./lifecycle.ts";
import { bagOf, urnParts } from "./messages.ts";
import { rejection, unfinishedRejection } from "./rejection.ts";
import { type ServiceOptions, service } from "./service.ts";

type Call = ServerUnaryCall<unknown, unknown>;

/** A provider listening for the engine on 127.0.0.1. */
export interface RunningProvider {
  readonly port: number;
  readonly close: () => void;
}

/** Starts a provider on a free port of this machine. */
export async function serveProvider(
  environment: Environment,
  options: ServiceOptions = { graceMilliseconds: 5_000 },
): Promise<RunningProvider> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const handlers = Object.entries(service(environment, options)).map(([method, answer]) => [
    method,
    unary(answer as (request: unknown) => unknown, environment.AWS_ENDPOINT_URL),
  ]);
  server.addService(services.ResourceProviderService, Object.fromEntries(handlers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, close: () => server.forceShutdown() };
}

function unary(answer: (request: unknown) => unknown, endpoint: string | undefined) {
  return (call: Call, reply: sendUnaryData<unknown>): void => {
    const run = async (): Promise<unknown> => answer(call.request);
    run().then(
      (response) => reply(null, response),
      (error: unknown) => reply(rejected(error, call.request, endpoint)),
    );
  };
}

function rejected(error: unknown, request: unknown, endpoint: string | undefined) {
  const subject = subjectOf(request);
  if (!(error instanceof Unfinished)) return rejection(error, subject, endpoint);
  return unfinishedRejection(error, subject, secretsOf(request));
}

function subjectOf(request: unknown): string {
  if (!hasMethod(request, "getUrn")) return "aws";
  const { token, name } = urnParts(String(request.getUrn()));
  return token === "" ? "aws" : `${token} "${name}"`;
}

function secretsOf(request: unknown) {
  if (!hasMethod(request, "getProperties")) return [];
  return bagOf(request.getProperties() as { toJavaScript(): unknown } | undefined).secrets;
}

function hasMethod<N extends string>(value: unknown, name: N): value is Record<N, () => unknown> {
  return typeof value === "object" && value !== null && name in value;
}
