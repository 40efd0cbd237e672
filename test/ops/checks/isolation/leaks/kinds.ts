import { ALARM_WIRING_LEAKS } from "./alarm-wiring.ts";
import { CARRIED_VALUE_LEAKS } from "./carried-values.ts";
import { EVENT_WIRING_LEAKS } from "./event-wiring.ts";
import { FUNCTION_WIRING_LEAKS } from "./function-wiring.ts";
import { IDENTITY_LEAKS } from "./identity.ts";
import type { LeakKinds } from "./leak.ts";
import { PRINCIPAL_LEAKS } from "./principals.ts";
import { RESOURCE_POLICY_LEAKS } from "./resource-policy.ts";
import { SERVICE_POLICY_LEAKS } from "./service-policy.ts";
import { SHARING_LEAKS } from "./sharing.ts";
import { TRUST_LEAKS } from "./trust.ts";

/** Every kind of leak that is seeded. */
export const LEAK_KINDS: LeakKinds = {
  ...IDENTITY_LEAKS,
  ...PRINCIPAL_LEAKS,
  ...TRUST_LEAKS,
  ...RESOURCE_POLICY_LEAKS,
  ...SERVICE_POLICY_LEAKS,
  ...FUNCTION_WIRING_LEAKS,
  ...EVENT_WIRING_LEAKS,
  ...ALARM_WIRING_LEAKS,
  ...CARRIED_VALUE_LEAKS,
  ...SHARING_LEAKS,
};
