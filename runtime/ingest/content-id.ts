import { hash } from "node:crypto";

/** The id of a page's content from its normal form: `c1_` (rule set 1) and the SHA-256 digest in 64 lower-case hexadecimal digits. */
export function contentId(normalised: string): string {
  return `c1_${hash("sha256", normalised, "hex")}`;
}
