import type { LiveResource } from "../../aws/live/account.ts";
import { isRecord } from "../../checks/isolation/snapshot.ts";

const ROLE = "aws:iam/role:Role";
const ASSUME = "sts:AssumeRole";
const POLICY_TYPES = /^aws:iam\/(rolePolicy|userPolicy|groupPolicy|policy):/;

export type BorrowedRolesArgs = {
  /** What one stage holds. */
  own: readonly LiveResource[];
  /** What no stage holds. */
  strangers: readonly LiveResource[];
};

/**
 * Roles of nobody's that a stage acts with or may take on, with their policies: whoever can become them can do what they
 * may do. Generous: conditions and trust policies are left to the judge.
 */
export function borrowedRoles({ own, strangers }: BorrowedRolesArgs): LiveResource[] {
  const told = JSON.stringify(own.map(({ properties }) => properties));
  const assumable = own.flatMap(({ type, properties }) =>
    POLICY_TYPES.test(type) ? targetsOf(properties.policy) : [],
  );
  const patterns = assumable.map(patternOf);
  const names = new Set(
    strangers.flatMap(({ type, arn, name }) => {
      if (type !== ROLE || arn === undefined || arn.includes(":role/aws-service-role/")) return [];
      return told.includes(`"${arn}"`) || told.includes(`${arn}\\"`) || patterns.some((each) => each.test(arn))
        ? [name]
        : [];
    }),
  );
  return strangers.filter(({ type, name, properties }) =>
    type === ROLE ? names.has(name) : typeof properties.role === "string" && names.has(properties.role),
  );
}

/** What the statements of a policy that allow taking on roles speak of. */
function targetsOf(policy: unknown): string[] {
  const document = documentOf(policy);
  const statements = isRecord(document) ? [document.Statement].flat() : [];
  return statements.filter(isRecord).flatMap(({ Effect, Action, NotAction, Resource, NotResource }) => {
    const acts =
      NotAction !== undefined ||
      [Action].flat().some((each) => typeof each === "string" && patternOf(each).test(ASSUME));
    if (Effect !== "Allow" || !acts) return [];
    return NotResource === undefined ? [Resource].flat().filter((each) => typeof each === "string") : ["*"];
  });
}

/** What is not JSON is left to the judge, who says so. */
function documentOf(policy: unknown): unknown {
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i");
}
