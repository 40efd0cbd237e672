import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 of a job's params, the same for every order of keys, in 64 lower-case hexadecimal digits. */
export function paramsDigest(params: Readonly<Record<string, unknown>>): string {
  return hash("sha256", canonicalJson(params), "hex");
}
