import { STAGES } from "../../runtime/domain/stage.ts";
import type { Source } from "./ports.ts";

const STAGE_FILES: ReadonlySet<string> = new Set(STAGES.map((stage) => `Pulumi.${stage}.yaml`));

/**
 * What is wrong with a checkout that differs from its commit, and what to do. Changed stage files are never to be put away:
 * `pulumi stack init` writes the stack's salt or key into them, without which nobody reads the stack's secrets again.
 */
export function dirtyCheckout({ commit, dirty }: Pick<Source, "commit" | "dirty">): { message: string; fix: string } {
  const [first = "", ...rest] = dirty;
  const more = rest.length === 0 ? "" : ` and ${rest.length} more`;
  const message = `The checkout differs from its commit ${commit.slice(0, 12)}: ${first}${more}.`;
  if (dirty.every((path) => STAGE_FILES.has(path))) {
    const words = `git commit -m "Keep the stages' settings and keys" ${dirty.join(" ")}`;
    return { message, fix: `Commit it: what \`pulumi stack init\` writes there belongs to the stack. ${words}` };
  }
  const fix =
    "Commit or stash it: what is deployed has to be found again. For the embedded AWS there is --uncommitted.";
  return { message, fix };
}
