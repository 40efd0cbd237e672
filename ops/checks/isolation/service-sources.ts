import { compile } from "../iam/compile.ts";
import type { Context } from "../iam/context.ts";
import { decide } from "../iam/decide.ts";
import type { Statement } from "../iam/document.ts";
import type { Target } from "./arn-index.ts";
import { bindsToStage, isBoundTo } from "./bound-values.ts";
import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { IsolationFinding, Undecided } from "./judgement.ts";
import type { OpenDoors } from "./open-doors.ts";
import type { Ground } from "./reach-pairs.ts";
import { otherSide, type Pair, type Side } from "./stage-model.ts";

const SOURCE_KEY = /(^|:)source-?arn$|(:|^)(aws:logs:arn|secretarn|aws:sns:topicarn)$/i;

/** The ARNs under a condition on the source, with a name of the other stage where a wildcard leaves room for one. */
function sourcesIn(statement: Statement, side: Side, other: Side, index: IdentifierIndex): readonly string[] {
  const values = statement.conditions
    .filter(({ key, test }) => SOURCE_KEY.test(key) && test.kind === "compare" && !test.operator.negated)
    .flatMap((condition) => condition.values.map(({ text }) => text));
  return values
    .filter((text) => !isBoundTo(text, side, other, index))
    .filter((text) => /[*?]/.test(text) || index.find(text).some(({ item }) => item.side === other))
    .map((text) => text.replaceAll("*", `x-${other.stage}-x`).replaceAll("?", "x"));
}

function contextOf(source: string | undefined, other: Side): Context {
  return {
    keys: {
      "aws:SourceAccount": [other.place.account],
      "AWS:SourceOwner": [other.place.account],
      "aws:SecureTransport": ["true"],
      "aws:PrincipalIsAWSService": ["true"],
      ...(source === undefined ? {} : { "aws:SourceArn": [source] }),
    },
    otherwise: "unknown",
  };
}

function exampleAction(statement: Statement, service: string): string {
  const text = statement.actions.globs
    .map(({ tokens }) => String.fromCharCode(...tokens.map((token) => (token < 0 ? 120 : token))))
    .find((each) => each.startsWith(`${service}:`));
  return text ?? `${service}:x`;
}

type Asked = {
  readonly statement: Statement;
  readonly target: Target;
  readonly source: string;
  readonly principal: string;
  readonly other: Side;
};

function ask({ statement, target, source, principal, other }: Asked, ground: Ground) {
  const [service = ""] = target.scope.services;
  const action = statement.actions.negated ? `${service}:x` : exampleAction(statement, service);
  const layer = ground.resourceLayer(target.item) ?? compile([]);
  const question = {
    principal: { kind: "service" as const, service: principal },
    ...{ action, resource: target.arn, resourceAccount: target.item.side.place.account },
    context: contextOf(source, other),
  };
  const below = decide({ ...question, resource: `${target.arn}/x` }, { resource: layer });
  const own = decide(question, { resource: layer });
  return { action, decision: own.verdict === "denied" ? below : own };
}

/**
 * Statements that let a service act for anyone in the account (or for a source of the other stage) on a resource of one
 * stage: the service can then be pointed there from the other stage. Trust policies are left out: to have a service take on
 * a role one must be allowed to pass it, and that is asked apart.
 */
export function serviceSources(pair: Pair, ground: Ground, index: IdentifierIndex): OpenDoors {
  const findings: IsolationFinding[] = [];
  const undecided: Undecided[] = [];
  let questions = 0;
  for (const target of ground.arns.targets) {
    const { side, label } = target.item;
    const other = otherSide(pair, side);
    for (const statement of ground.resourceLayer(target.item)?.statements ?? []) {
      const services = statement.principal?.services ?? [];
      if (statement.kind !== "resource" || statement.effect !== "Allow" || services.length === 0) continue;
      if (bindsToStage({ statement, side, other, index })) continue;
      const { partition, account, region } = other.place;
      for (const principal of services) {
        const service = principal.split(".")[0] ?? "";
        const anywhere = `arn:${partition}:${service}:${region}:${account}:x-${other.stage}-x`;
        const named = sourcesIn(statement, side, other, index);
        for (const source of named.length === 0 ? [anywhere] : named) {
          questions++;
          const { action, decision } = ask({ ...{ statement, target, source, principal, other } }, ground);
          if (decision.verdict === "denied") continue;
          if (decision.verdict === "undecided") {
            undecided.push({
              subject: label,
              reason: `whether ${principal} can ${action} for ${other.stage} is open: ${decision.reasons.join("; ")}`,
            });
            continue;
          }
          const known = index.find(source).some(({ item }) => item.side === other);
          const code = known ? "service-source" : "confused-deputy";
          const from = known ? source : `anything of ${other.stage}`;
          findings.push({
            code,
            message: `${principal} can ${action} on ${target.arn} of ${side.stage} for ${from}.`,
            subject: label,
            witness: { chain: [from, principal, action, target.arn], statement: statement.ref },
            fix: FIXES[code],
          });
        }
      }
    }
  }
  return { findings, undecided, questions };
}
