import { accountReach } from "../iam/account-reach.ts";
import type { Context } from "../iam/context.ts";
import type { Actor } from "./actors.ts";
import { FIXES } from "./finding-words.ts";
import type { IsolationFinding } from "./judgement.ts";
import type { OpenDoors } from "./open-doors.ts";
import { statementOf } from "./policy-findings.ts";
import type { Ground } from "./reach-pairs.ts";
import { isRecord } from "./snapshot.ts";
import { otherSide, type Pair, type Side } from "./stage-model.ts";

/** Actions without a resource that change nothing the other stage has. */
const HARMLESS = new Set(["kms:generaterandom", "kms:createkey", "lambda:createcodesigningconfig"]);

const NAMESPACE = "cloudwatch:namespace";

/** The metric namespaces a stage watches; AWS's own cannot be written to. */
function namespacesOf({ snapshot, stage }: Side): readonly string[] {
  const texts = snapshot.resources.flatMap(({ type, properties }) => {
    if (!type.startsWith("aws:cloudwatch/")) return [];
    const transformation = properties.metricTransformation;
    return [properties.namespace, isRecord(transformation) ? transformation.namespace : undefined];
  });
  const own = texts.filter(
    (text): text is string => typeof text === "string" && text !== "" && !text.startsWith("AWS/"),
  );
  return [...new Set([...own, `of-${stage}`])];
}

/** The namespaces worth asking about: all of them only where some condition tells them apart. */
function askedNamespaces({ identity, boundary }: Actor, namespaces: readonly string[]): readonly string[] {
  const statements = [...identity.statements, ...(boundary?.statements ?? [])];
  const told = statements.some(({ conditions }) => conditions.some(({ key }) => key === NAMESPACE));
  return told ? namespaces : namespaces.slice(0, 1);
}

/** What principals can change by actions that act on the whole account, when both stages live in it. */
export function accountWide(pair: Pair, { actors }: Ground): OpenDoors {
  if (!pair.sameAccount) return { findings: [], undecided: [], questions: 0 };
  const found = new Map<string, IsolationFinding>();
  const undecided = new Map<string, OpenDoors["undecided"][number]>();
  let questions = 0;
  const namespaces = new Map(pair.sides.map((side) => [side, namespacesOf(side)]));
  for (const actor of actors) {
    const { item, arn, principal, identity, boundary } = actor;
    const other = otherSide(pair, item.side);
    for (const namespace of askedNamespaces(actor, namespaces.get(other) ?? [])) {
      questions++;
      const context: Context = {
        keys: { [NAMESPACE]: [namespace], "aws:SecureTransport": ["true"] },
        otherwise: "unknown",
      };
      for (const { action, decision } of accountReach(principal, context, {
        identity,
        ...(boundary && { boundary }),
      })) {
        if (HARMLESS.has(action.toLowerCase())) continue;
        const key = `${arn} ${statementOf(decision.statements)?.document} ${statementOf(decision.statements)?.index}`;
        if (decision.verdict === "undecided") {
          undecided.set(key, {
            subject: item.label,
            reason: `whether ${arn} can ${action} is open: ${decision.reasons.join("; ")}`,
          });
        } else if (!found.has(key)) {
          const statement = statementOf(decision.statements);
          found.set(key, {
            code: "account-wide-action",
            message: `${item.resource.name} of ${item.side.stage} can ${action}, which acts on the whole account.`,
            subject: item.label,
            witness: {
              chain: [arn, action, `account ${other.place.account}`],
              ...(statement === undefined ? {} : { statement }),
            },
            fix: FIXES["account-wide-action"],
          });
        }
      }
    }
  }
  return { findings: [...found.values()], undecided: [...undecided.values()], questions };
}
