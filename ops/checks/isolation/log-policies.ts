import { compile } from "../iam/compile.ts";
import { NOTHING_KNOWN } from "../iam/context.ts";
import type { PolicyDocument } from "../iam/document.ts";
import { reach } from "../iam/reach.ts";
import type { Target } from "./arn-index.ts";
import { FIXES } from "./finding-words.ts";
import type { IsolationFinding } from "./judgement.ts";
import type { OpenDoors } from "./open-doors.ts";
import { statementOf } from "./policy-findings.ts";
import { type Ground, prefixOf } from "./reach-pairs.ts";
import type { Pair } from "./stage-model.ts";

const LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

function groupsTouched({ statements }: PolicyDocument, { arns }: Ground): ReadonlySet<Target> {
  const prefixes = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ resources }) =>
      resources === undefined || resources.negated ? [""] : resources.templates.map(prefixOf),
    );
  return new Set(prefixes.flatMap((prefix) => arns.touching("logs", prefix)));
}

/**
 * Resource policies of CloudWatch Logs belong to the account and say themselves which log groups they open: one of a stage
 * must not open a group of the other. Their conditions are left aside; they say who may write, not where.
 */
export function logPolicies(pair: Pair, ground: Ground): OpenDoors {
  const findings: IsolationFinding[] = [];
  let questions = 0;
  for (const item of pair.items) {
    if (item.type !== LOG_POLICY) continue;
    for (const document of ground.book.resource.get(item) ?? []) {
      const bare = { ...document, statements: document.statements.map((each) => ({ ...each, conditions: [] })) };
      const resource = compile([bare]);
      const services = new Set(document.statements.flatMap(({ principal }) => principal?.services ?? []));
      for (const target of groupsTouched(bare, ground)) {
        if (target.item.side === item.side) continue;
        for (const service of services) {
          questions++;
          const found = reach(
            { principal: { kind: "service", service }, scope: target.scope, context: NOTHING_KNOWN },
            { resource },
          );
          if (found.verdict === "unreachable") continue;
          const statement = statementOf(found.statements);
          findings.push({
            code: "resource-policy",
            message: `The log policy ${item.resource.name} of ${item.side.stage} lets ${service} ${found.action} on ${target.arn}.`,
            subject: target.item.label,
            witness: { chain: [item.label, service, found.action, target.arn], ...(statement && { statement }) },
            fix: FIXES["identity-policy"],
          });
        }
      }
    }
  }
  return { findings, undecided: [], questions };
}
