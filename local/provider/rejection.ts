import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import rpcStatus from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import type { Unfinished } from "./lifecycle.ts";
import { structOf } from "./messages.ts";
import type { Path } from "./wire.ts";

/** A failed call in the form that gRPC hands to the engine. */
export type Rejection = Pick<ServiceError, "code" | "details" | "metadata">;

const refused: ReadonlySet<string> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE"]);

/** Says in one sentence what went wrong with which resource. */
export function rejection(error: unknown, subject: string, endpoint: string | undefined): Rejection {
  const details = `${subject}: ${sentence(error, endpoint)}`;
  return { code: status.UNKNOWN, details, metadata: new Metadata() };
}

/** Hands over a resource that exists but did not reach its state, so that the engine records it. */
export function unfinishedRejection(error: Unfinished, subject: string, secrets: readonly Path[]): Rejection {
  const failed = new provider.ErrorResourceInitFailed();
  failed.setId(error.id);
  failed.setProperties(structOf(error.state, secrets));
  failed.setInputs(structOf(error.inputs, secrets));
  failed.setReasonsList([error.message]);
  const detail = new any.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new rpcStatus.Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(`${subject}: ${error.message}`);
  answer.addDetails(detail);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return { code: status.UNKNOWN, details: `${subject}: ${error.message}`, metadata };
}

function sentence(error: unknown, endpoint: string | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (refused.has(code))
    return `the embedded AWS at ${endpoint ?? "AWS_ENDPOINT_URL"} does not answer: start it and try again`;
  if (error.name === "TimeoutError") return "did not finish in time: try again, or set a longer custom timeout";
  if (error.name === "AbortError") return "stopped because the run was cancelled";
  return "$metadata" in error ? `${error.name}: ${error.message}` : error.message;
}
