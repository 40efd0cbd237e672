import { SECRET_SHAPES, type SecretShape } from "../../../runtime/domain/secret-shapes.ts";

/**
 * What secrets look like in a property. Nothing is put in later and nothing is made up there, as it may be in a source file:
 * whatever stands before a host counts, and a short bearer too.
 */
export const VALUE_SHAPES: readonly SecretShape[] = [
  ...SECRET_SHAPES,
  { kind: "bearer", what: "a bearer token", pattern: /\bBearer [A-Za-z0-9._~+/-]{16,}/ },
  {
    kind: "connection-string",
    what: "a password in a URL",
    pattern: /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/:@]+@/i,
  },
];

/** Properties that look random and are no secrets. */
export const DIGESTS: readonly { readonly path: RegExp; readonly reason: string }[] = [
  { path: /^(sourceCodeHash|codeSha256)$/, reason: "digest of a function's code, computed by the engine or by Lambda" },
  { path: /^triggers\.[a-z]+$/, reason: "digest of an API's routes: a deployment is made anew when it changes" },
  { path: /^environment\.variables\.VERSION_ID$/, reason: "digest of the bundle that runs" },
];
