import { valueAt } from "../property.ts";
import type { Resource } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isUnknown } from "../unknown.ts";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FUNCTION = "aws:lambda/function:Function";

/** Logs end some day, and no function writes to a log group that Lambda makes up without an end. */
export function logRetention({ type, props }: Resource): readonly Ruling[] {
  if (type === LOG_GROUP) return retention(props.retentionInDays);
  if (type !== FUNCTION) return [];
  return valueAt(props, "loggingConfig.logGroup") === undefined
    ? [
        violation(
          "Lambda makes a log group for it that is never emptied",
          "Set loggingConfig.logGroup to its own LogGroup",
        ),
      ]
    : [];
}

function retention(days: Resource["props"][string] | undefined): readonly Ruling[] {
  if (isUnknown(days)) return undecidedAbout(["retentionInDays"]);
  return typeof days === "number" && days > 0
    ? []
    : [violation("its logs are kept for ever", "Set retentionInDays to a number of days")];
}
