import { createHash, randomBytes } from "node:crypto";
import type { Autoname } from "./resource-type.ts";

const suffixLength = 7;

/** What a project's autonaming configuration asks for, as the engine passes it on. */
export interface AutonamingOption {
  readonly mode: "propose" | "enforce" | "disable";
  readonly proposed: string;
}

/**
 * The automatic name of a resource: `<logical name>-<7 hex digits>`, the digits drawn from the engine's random seed, or
 * what the project's autonaming configuration proposes. Throws a RangeError when no allowed name comes out.
 */
export function automaticName(request: {
  readonly autoname: Autoname;
  readonly logicalName: string;
  readonly seed: Uint8Array;
  readonly option: AutonamingOption | undefined;
}): string {
  const { autoname, logicalName, option } = request;
  const shape = autoname.shape ?? ((name: string) => name);
  if (option?.mode === "disable") throw new RangeError("automatic naming is disabled for this project: give a name");
  if (option?.mode === "enforce") return option.proposed;
  const name = shape(option?.proposed ?? `${logicalName}-${suffix(request.seed)}`);
  if (name.length > autoname.maximum) {
    throw new RangeError(
      `the automatic name "${name}" is longer than ${autoname.maximum} characters: give a shorter name`,
    );
  }
  return name;
}

function suffix(seed: Uint8Array): string {
  const source = seed.length === 0 ? randomBytes(32) : seed;
  return createHash("sha256").update(source).digest("hex").slice(0, suffixLength);
}
