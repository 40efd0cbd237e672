import type { Principal } from "../iam/principal.ts";
import { reach } from "../iam/reach.ts";
import { FIXES } from "./finding-words.ts";
import type { IsolationFinding, Undecided } from "./judgement.ts";
import { statementOf } from "./policy-findings.ts";
import type { Ground } from "./reach-pairs.ts";
import { requestContext } from "./request-context.ts";
import { otherSide, type Pair } from "./stage-model.ts";

type Door = { readonly code: "public-resource" | "other-account"; readonly who: string; readonly principal: Principal };

export type OpenDoors = {
  readonly findings: readonly IsolationFinding[];
  readonly undecided: readonly Undecided[];
  readonly questions: number;
};

const ANYONE: Door = { code: "public-resource", who: "anyone", principal: { kind: "anonymous" } };

/** Resources whose own policy lets in everyone, or the whole account of the other stage. */
export function openDoors(pair: Pair, ground: Ground): OpenDoors {
  const findings: IsolationFinding[] = [];
  const undecided: Undecided[] = [];
  let questions = 0;
  for (const target of ground.arns.targets) {
    const layer = ground.resourceLayer(target.item);
    if (layer === undefined || !layer.statements.some(({ effect }) => effect === "Allow")) continue;
    const { partition, account } = otherSide(pair, target.item.side).place;
    const arn = `arn:${partition}:iam::${account}:root`;
    const root: Door = { code: "other-account", who: arn, principal: { kind: "root", account, arn } };
    for (const { code, who, principal } of pair.sameAccount ? [ANYONE] : [ANYONE, root]) {
      questions++;
      const context = requestContext({ target, layers: [layer], direct: false });
      const found = reach({ principal, scope: target.scope, context }, { resource: layer });
      if (found.verdict === "unreachable") continue;
      if (found.verdict === "undecided") {
        undecided.push({
          subject: target.item.label,
          reason: `whether ${who} can ${found.action} is open: ${found.reasons.join("; ")}`,
        });
        continue;
      }
      const statement = statementOf(found.statements);
      findings.push({
        code,
        message: `${who} can ${found.action} on ${found.arn} of ${target.item.side.stage}.`,
        subject: target.item.label,
        witness: { chain: [who, found.action, found.arn], ...(statement === undefined ? {} : { statement }) },
        fix: FIXES[code],
      });
    }
  }
  return { findings, undecided, questions };
}
