import type { Witness as StatementWitness } from "../iam/decide.ts";
import { nameOf } from "../iam/layers.ts";
import type { Reached } from "../iam/reach-attempt.ts";
import { FIXES, type PolicyCode } from "./finding-words.ts";
import type { IsolationFinding, Undecided, Witness } from "./judgement.ts";
import type { Ground, ReachedPair } from "./reach-pairs.ts";

/** The statement behind an answer: one that allows, and of those one that `decides` by itself. */
export function statementOf(
  statements: readonly StatementWitness[],
  decides: (statement: StatementWitness) => boolean = () => true,
): Witness["statement"] | undefined {
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const chosen = allows.find(decides) ?? allows[0] ?? statements[0];
  if (chosen === undefined) return undefined;
  const { document, sid, index } = chosen;
  return { document, index, ...(sid === undefined ? {} : { sid }) };
}

function codeOf({ target }: ReachedPair, { action, by }: Reached): PolicyCode {
  if (/^sts:/i.test(action)) return "trust-policy";
  if (/^iam:passrole$/i.test(action)) return "pass-role";
  if (target.scope.services.includes("kms")) return "key-policy";
  return by === "resource-policy" ? "resource-policy" : "identity-policy";
}

/** Whether a statement names who asks closer than by the account alone. */
function namesDirectly({ actor: { principal }, target }: ReachedPair, ground: Ground) {
  const layer = ground.resourceLayer(target.item);
  return ({ document, index }: StatementWitness): boolean => {
    const statement = layer?.statements.find(({ ref }) => ref.document === document && ref.index === index);
    if (statement === undefined) return false;
    const { direct, role } = nameOf(statement, principal);
    return direct === true || role === true;
  };
}

/** The finding that a principal of one stage reaches a resource of the other. */
export function crossing(pair: ReachedPair, reached: Reached, ground: Ground): IsolationFinding {
  const { actor, target } = pair;
  const code = codeOf(pair, reached);
  const alone = reached.by === "resource-policy" ? namesDirectly(pair, ground) : undefined;
  const statement = statementOf(reached.statements, alone);
  const told =
    statement === undefined
      ? ""
      : `, allowed by ${statement.document} ${statement.sid ?? `statement ${statement.index}`}`;
  const from = `${actor.item.resource.name} of ${actor.item.side.stage}`;
  return {
    code,
    message: `${from} can ${reached.action} on ${reached.arn} of ${target.item.side.stage}${told}.`,
    subject: target.item.label,
    witness: { chain: [actor.arn, reached.action, reached.arn], ...(statement === undefined ? {} : { statement }) },
    fix: FIXES[code],
  };
}

/** Why it is open whether a principal of one stage reaches a resource of the other. */
export function openCrossing({ actor, target }: ReachedPair, { action, reasons }: Reached): Undecided {
  return {
    subject: target.item.label,
    reason: `whether ${actor.arn} of ${actor.item.side.stage} can ${action} is open: ${reasons.join("; ")}`,
  };
}
