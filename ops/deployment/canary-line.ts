import { total } from "../canary/batch.ts";
import type { Step } from "../report.ts";
import type { Comparison } from "./canary-comparison.ts";
import { movingIn } from "./moving.ts";
import type { DeploymentRecord } from "./record.ts";
import { deployCommand } from "./stage-commands.ts";
import { failed, passed, skipped } from "./step.ts";

/** How one leaves the comparison out, knowingly. */
const LEFT_OUT = '--skip-canary --reason "…"';

export type EndedWeight = Comparison & { readonly name: string; readonly record: DeploymentRecord };

/**
 * The report's line of a weight. What was not compared is said; where nothing but the users' requests could be compared and they were too
 * few, the line is skipped, whether there were none or some: a person decides whether that will do.
 */
export function canaryLine({ name, record, verdict: { verdict, sentence }, judgedBy }: EndedWeight): Step {
  const unheard = unheardIn(record);
  if (verdict === "promote") return passed(name, [sentence, ...unheard].join(" "));
  if (verdict === "abort") return failed(name, [{ code: "worse", message: sentence, fix: WORSE }]);
  if (judgedBy === "users") return skipped(name, [tooFew(record), ...unheard, YOURS].join(" "));
  const message = [sentence, ...unheard].join(" ");
  const again = `${deployCommand(record.stage)} ${LEFT_OUT}`;
  const fix = `Wait for traffic and deploy again, or leave the canary out: ${again}`;
  return failed(name, [{ code: "not-enough-traffic", message, fix }]);
}

const WORSE = "Compare the versions' log lines: ops logs --errors. Nothing else of it stays.";
const YOURS = `Whether that will do is yours to say: wait for traffic before the next deployment, or leave its canary out (${LEFT_OUT}).`;

function tooFew(record: DeploymentRecord): string {
  const names = Object.keys(movingIn(record)).join(" and ");
  const { requests } = total(record.canary?.batches ?? []).next;
  const [were, regression] = requests === 1 ? ["request was", "one"] : ["requests were", "them"];
  const compared = `${requests.toLocaleString("en")} ${were} compared of the new version of ${names}`;
  return `${compared}, too few to find a regression by ${regression}, and no request of our own fits; it was verified alone.`;
}

/** Functions whose new version had no request while that of another one had: the sums over all functions do not tell. */
function unheardIn(record: DeploymentRecord): readonly string[] {
  const heard = new Set(
    record.canary?.batches.filter(({ next }) => next.requests > 0).map(({ function: name }) => name),
  );
  const unheard = Object.keys(movingIn(record)).filter((name) => !heard.has(name));
  return heard.size === 0 || unheard.length === 0 ? [] : [`${unheard.join(" and ")} had none: not compared.`];
}
