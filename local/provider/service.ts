import provider, {
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Environment } from "./configuration.ts";
import { configurationCalls, type Ready } from "./configuration-calls.ts";
import { descriptionCalls } from "./description-calls.ts";
import { invoke } from "./invokes.ts";
import { bagOf, structOf } from "./messages.ts";
import {
  checkResource,
  createResource,
  deleteResource,
  diffResource,
  readResource,
  updateResource,
} from "./resource-calls.ts";

const defaultTimeoutSeconds = 600;

export interface ServiceOptions {
  /** How long calls under way may still take once the run is cancelled, so that what they make is known to the state. */
  readonly graceMilliseconds: number;
}

/** Answers the calls of the provider protocol; configured by the engine's first calls and the given environment. */
export function service(environment: Environment, { graceMilliseconds }: ServiceOptions) {
  const cancelled = new AbortController();
  const held: { ready?: Ready } = {};
  const ready = (): Ready => {
    if (held.ready === undefined) throw new Error("the provider was used before it was configured");
    return held.ready;
  };
  const within = (request: { getTimeout(): number }): AbortSignal => {
    const seconds = request.getTimeout() > 0 ? request.getTimeout() : defaultTimeoutSeconds;
    return AbortSignal.any([cancelled.signal, AbortSignal.timeout(seconds * 1000)]);
  };
  const accept = (made: Ready): void => {
    held.ready = made;
  };
  return {
    ...descriptionCalls,
    ...configurationCalls(environment, accept),
    check: checkResource,
    diff: (request: DiffRequest) => diffResource(request, ready()),
    create: (request: CreateRequest) => createResource(request, ready(), within(request)),
    read: (request: ReadRequest) => readResource(request, ready(), within(request)),
    update: (request: UpdateRequest) => updateResource(request, ready(), within(request)),
    delete: (request: DeleteRequest) => deleteResource(request, ready(), within(request)),
    invoke: async (request: InvokeRequest) => {
      const answer = await invoke(request.getTok(), bagOf(request.getArgs()).bag, ready().lifecycle.aws);
      return new provider.InvokeResponse().setReturn(structOf(answer));
    },
    cancel: () => {
      setTimeout(() => cancelled.abort(), graceMilliseconds).unref();
      return new empty.Empty();
    },
  };
}
