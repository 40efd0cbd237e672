import type { Failure } from "../domain/failure.ts";

/** A failure as a job tells it: `code: message`, and nothing of what may not be shown. */
export function toldError(failure: Failure): string {
  return failure.visible ? `${failure.code}: ${failure.message}` : "internal: Something failed inside the service.";
}
