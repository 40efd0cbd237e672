import type { Resource } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isUnknown } from "../unknown.ts";

const PERMISSION = "aws:lambda/permission:Permission";

/** Below one stage of one API, method and path are those of requests that the function serves. */
const REQUEST_SOURCE = /^arn:[^*?]+:execute-api:[^*?]+\/[^*?/]+\/./;

/** A permission to invoke a function names one action, one caller and the one resource the caller acts for. */
export function invocation({ type, props }: Resource): readonly Ruling[] {
  if (type !== PERMISSION) return [];
  const { action, principal, sourceArn, sourceAccount } = props;
  const rulings: Ruling[] = [];
  if (typeof action === "string" && /[*?]/.test(action)) {
    rulings.push(violation(`it allows the action "${action}"`, "Allow lambda:InvokeFunction"));
  }
  if (typeof principal === "string" && principal.includes("*")) {
    rulings.push(violation("it lets anyone invoke the function", "Name the one principal that may"));
  }
  const service = typeof principal === "string" && principal.endsWith(".amazonaws.com");
  if (service && sourceArn === undefined) {
    const also = sourceAccount === undefined ? "" : " any resource of its account for which";
    rulings.push(
      violation(`it lets${also} ${principal} invoke the function for anyone`, "Set sourceArn to the caller"),
    );
  }
  if (typeof sourceArn === "string" && /[*?]/.test(sourceArn) && !REQUEST_SOURCE.test(sourceArn)) {
    rulings.push(
      violation(`its sourceArn "${sourceArn}" matches more than one caller`, "Name API and API stage in full there"),
    );
  }
  return [...rulings, ...undecidedAbout(isUnknown(sourceArn) ? ["sourceArn"] : [])];
}
