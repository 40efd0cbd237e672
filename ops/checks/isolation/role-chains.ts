import { actionRows } from "../iam/action-table.ts";
import { reach } from "../iam/reach.ts";
import type { Actor } from "./actors.ts";
import { FIXES } from "./finding-words.ts";
import type { IsolationFinding } from "./judgement.ts";
import { type Ground, policiesFor, type ReachedPair, requestOf } from "./reach-pairs.ts";

const ASSUME = actionRows(["sts:AssumeRole"]);

type Hop = { readonly to: Actor; readonly by: Actor };

/** Who can take on which role, whatever the stage. */
function hopsOf(pairs: readonly ReachedPair[], ground: Ground): readonly Hop[] {
  const byItem = new Map(ground.actors.map((actor) => [actor.item, actor]));
  return pairs.flatMap(({ actor, target, reach: reached }): Hop[] => {
    const to = byItem.get(target.item);
    if (to === undefined || to === actor || reached.verdict !== "reachable" || !target.scope.services.includes("sts"))
      return [];
    const policies = policiesFor(actor, target, ground);
    const context = requestOf(actor, target, policies);
    const question = { principal: actor.principal, scope: target.scope, context, only: ASSUME };
    return reach(question, policies).verdict === "reachable" ? [{ to, by: actor }] : [];
  });
}

/**
 * The shortest way of every principal that gets across only by taking on other roles: breadth first, backwards from those
 * who cross directly.
 */
export function roleChains(
  pairs: readonly ReachedPair[],
  crossings: ReadonlyMap<Actor, IsolationFinding>,
  ground: Ground,
): readonly IsolationFinding[] {
  if (crossings.size === 0) return [];
  const into = new Map<Actor, Actor[]>();
  for (const { to, by } of hopsOf(pairs, ground)) into.set(to, [...(into.get(to) ?? []), by]);
  const ways = new Map<Actor, IsolationFinding>();
  const queue: { actor: Actor; chain: readonly string[]; last: IsolationFinding }[] = [...crossings].map(
    ([actor, last]) => ({
      ...{ actor, last },
      chain: last.witness.chain,
    }),
  );
  for (const { actor, chain, last } of queue) {
    for (const by of into.get(actor) ?? []) {
      if (ways.has(by) || crossings.has(by)) continue;
      const longer = [by.arn, "sts:AssumeRole", ...chain];
      const crosses = by.item.side.stage;
      ways.set(by, {
        code: "role-chain",
        message: `${by.item.resource.name} of ${crosses} reaches ${chain.at(-1)} by taking on ${actor.item.resource.name}.`,
        subject: last.subject,
        witness: { ...last.witness, chain: longer },
        fix: FIXES["role-chain"],
      });
      queue.push({ actor: by, chain: longer, last });
    }
  }
  return [...ways.values()];
}
