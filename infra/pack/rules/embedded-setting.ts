import type { Resource, StackFacts } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isObject, isUnknown } from "../unknown.ts";

/** Settings that exist for AWS on one machine: the stand-in for the model, and pages to fetch from loopback. */
const EMBEDDED_SETTINGS = ["MODEL_BASE_URL", "FETCH_ALLOWED_TARGETS"] as const;
const LOOPBACK = /(?<![\w.])(localhost|127(\.\d{1,3}){3}|\[::1\])(?![\w.])/i;

/** What opens a function to its own machine is refused everywhere but on the embedded AWS. */
export function embeddedSetting({ props }: Resource, { embedded }: StackFacts): readonly Ruling[] {
  if (embedded) return [];
  const { environment } = props;
  const variables = isObject(environment) ? environment.variables : environment;
  if (isUnknown(variables)) return undecidedAbout(["environment.variables"]);
  if (!isObject(variables)) return [];
  return Object.entries(variables).flatMap(([name, value]): readonly Ruling[] => {
    if (EMBEDDED_SETTINGS.some((setting) => setting === name)) {
      return [
        violation(`${name} is for the embedded AWS only and this is an account`, `Take ${name} out of the stack file`),
      ];
    }
    return typeof value === "string" && LOOPBACK.test(value)
      ? [
          violation(
            `${name} leads to the machine the function runs on`,
            `Give ${name} an address that is reached over the network`,
          ),
        ]
      : [];
  });
}
