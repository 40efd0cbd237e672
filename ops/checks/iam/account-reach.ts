import { accountActions, KNOWN_SERVICES } from "./action-table.ts";
import type { Context } from "./context.ts";
import { type Decision, decide } from "./decide.ts";
import type { Policies } from "./layers.ts";
import { accountOf, type Principal } from "./principal.ts";
import type { AccessLevel } from "./service-actions.ts";

/** An action without a resource that a principal may do, or may perhaps, in its own account. */
export type AccountReach = { readonly action: string; readonly level: AccessLevel; readonly decision: Decision };

/**
 * What a principal can change in its account by actions that name no resource (policies write Resource "*" for them), such as
 * a resource policy for all log groups: `reach` leaves these out, because they act on no resource one could ask about.
 */
export function accountReach(principal: Principal, context: Context, policies: Policies): readonly AccountReach[] {
  if (accountOf(principal) === undefined) return [];
  return KNOWN_SERVICES.flatMap((service) => {
    const { names, levels } = accountActions(service);
    return names.flatMap((action, at): AccountReach[] => {
      const level = levels[at];
      if (level !== "write" && level !== "permissions") return [];
      const decision = decide({ principal, action, resource: "*", context }, policies);
      return decision.verdict === "denied" ? [] : [{ action, level, decision }];
    });
  });
}
