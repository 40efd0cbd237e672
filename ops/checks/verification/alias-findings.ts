import type { VerificationFinding } from "./finding.ts";

/** Where a function's live alias points; `further` are versions that get a share of the traffic beside it. */
export type AliasSeen = { readonly version: string; readonly further: readonly string[] };

export type AliasesSeen = {
  /** Function name → its alias; undefined where it has none. */
  readonly seen: Readonly<Record<string, AliasSeen | undefined>>;
  /** Function name → the version that all traffic should go to; undefined where no deployment says. */
  readonly meant: Readonly<Record<string, string>> | undefined;
};

/** Which live aliases are not there, or do not lead wholly to the version that was meant; empty when all do. */
export function aliasFindings({ seen, meant }: AliasesSeen): VerificationFinding[] {
  return Object.entries(seen).flatMap(([name, alias]) => {
    const found = (code: string, message: string, fix: string) => [{ code, message, subject: name, fix }];
    if (alias === undefined) {
      return found("alias-missing", `The function ${name} has no live alias.`, "Deploy the stage again: ops deploy");
    }
    if (meant === undefined) return [];
    const { version, further } = alias;
    const wanted = meant[name];
    const to = wanted === undefined ? "meant is no version of it" : `meant is version ${wanted} alone`;
    if (wanted === version && further.length === 0) return [];
    const versions = [version, ...further].join(" and ");
    const plural = further.length === 0 ? "version" : "versions";
    const message = `The live alias of ${name} leads to ${plural} ${versions}; ${to}.`;
    const fix = "See what is deployed: ops verify-deployment; go back: ops rollback";
    return found(further.length === 0 ? "alias-elsewhere" : "alias-divided", message, fix);
  });
}
