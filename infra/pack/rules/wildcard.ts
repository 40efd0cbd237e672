import { element, hasUnknown, type PolicyReading, policiesOf, principals, type Statement } from "../iam-policies.ts";
import type { Resource } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isUnknown, listOf } from "../unknown.ts";
import { WILDCARD_EXCEPTIONS } from "./wildcard-exceptions.ts";

/** No statement that allows something does so with a wildcard, unless AWS offers nothing narrower. */
export function wildcard(resource: Resource): readonly Ruling[] {
  return [
    ...policiesOf(resource).flatMap((reading) => judgePolicy(resource.type, reading)),
    ...judgeAttachments(resource),
  ];
}

function judgePolicy(type: string, { property, statements }: PolicyReading): readonly Ruling[] {
  if (statements === "unknown") return undecidedAbout([property]);
  if (statements === "unreadable") {
    return [violation(`${property} is not a policy document`, "Give it a JSON object with a Statement")];
  }
  const allowing = statements.filter(({ allows }) => allows);
  const unknown = allowing.filter(({ source }) => hasUnknown(source));
  return [
    ...allowing.flatMap((statement) =>
      [...negations(statement), ...widePrincipals(type, statement), ...wildGrants(type, statement)].map(
        ({ problem, change }) => violation(`statement ${statement.label} of ${property} ${problem}`, change),
      ),
    ),
    ...undecidedAbout(unknown.map(({ label }) => `statement ${label} of ${property}`)),
  ];
}

type Complaint = { problem: string; change: string };

function negations({ source }: Statement): readonly Complaint[] {
  return ["NotAction", "NotResource", "NotPrincipal"]
    .filter((name) => source[name] !== undefined)
    .map((name) => ({
      problem: `allows everything but what ${name} lists`,
      change: `List what is allowed in ${name.slice("Not".length)}`,
    }));
}

const WHOLE_ACCOUNT = /^\d{12}$|^arn:aws[\w-]*:iam::\d{12}:root$/;

/** Both stages may live in one account, so a policy that lets a whole account in lets the other stage in. */
function widePrincipals(type: string, statement: Statement): readonly Complaint[] {
  const keeper = type.startsWith("aws:kms/");
  return principals(statement)
    .filter((principal) => principal.includes("*") || (WHOLE_ACCOUNT.test(principal) && !keeper))
    .map((principal) => ({
      problem: `allows the principal "${principal}"`,
      change: "Name the stage's own principals one by one",
    }));
}

function wildGrants(type: string, statement: Statement): readonly Complaint[] {
  const actions = element(statement, "Action");
  const resources = element(statement, "Resource");
  const excused = (action: string, target: string) =>
    WILDCARD_EXCEPTIONS.some(
      (exception) =>
        (exception.types?.includes(type) ?? true) &&
        exception.action.test(action) &&
        exception.resource.test(target) &&
        (exception.principal === undefined || principals(statement).every((each) => exception.principal?.test(each))),
    );
  const wildActions = actions.filter(
    (action) => isWild(action) && !(resources.length > 0 && resources.every((target) => excused(action, target))),
  );
  const wildResources = resources.filter(
    (target) => isWild(target) && !actions.every((action) => excused(action, target)),
  );
  return [
    ...wildActions.map((action) => ({ problem: `allows the action "${action}"`, change: "Name each action in full" })),
    ...wildResources.map((target) => ({
      problem: `allows ${actions.join(", ")} on "${target}"`,
      change: "Name the resource in full, or as far as AWS lets it be named",
    })),
  ];
}

function isWild(text: string): boolean {
  return /[*?]/.test(text);
}

const MANAGED = /^arn:aws[\w-]*:iam::aws:policy\//;

/** Policies that AWS writes are full of wildcards, and change without notice. */
function judgeAttachments({ type, props }: Resource): readonly Ruling[] {
  if (!type.startsWith("aws:iam/")) return [];
  const attached = [...listOf(props.policyArn), ...listOf(props.managedPolicyArns)];
  return [
    ...attached
      .filter((arn): arn is string => typeof arn === "string" && MANAGED.test(arn))
      .map((arn) => violation(`it attaches "${arn}", which AWS writes and widens`, "Write the statements it needs")),
    ...undecidedAbout(attached.some(isUnknown) ? ["the attached policy"] : []),
  ];
}
