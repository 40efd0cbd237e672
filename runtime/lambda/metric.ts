import { identityMembers } from "./identity.ts";
import { currentInvocation, writeLine } from "./invocation.ts";
import { type LogFields, membersOf, quoted } from "./members.ts";

/** The CloudWatch namespace of everything this service measures. */
const NAMESPACE = "AtlasCodex";

export type MetricUnit = "Seconds" | "Count" | "Bytes";

/** Metric name (OpenTelemetry's where it has one) → its unit. */
export type MetricUnits = { readonly [name: string]: MetricUnit };

export type Recorder<Units extends MetricUnits> = (
  values: { readonly [Name in keyof Units]: number },
  properties?: LogFields,
) => void;

/**
 * Makes a recorder that writes the given metrics as one line in CloudWatch's embedded metric format, with stage and
 * function as dimensions, and `filled` where the invocation filled what its instance keeps. Properties are searchable beside the values and cost no metric.
 */
export function metrics<Units extends MetricUnits>(units: Units): Recorder<Units> {
  const names = Object.entries(units).map(([Name, Unit]) => ({ Name, Unit }));
  const directive = [{ Namespace: NAMESPACE, Dimensions: [["stage", "function"]], Metrics: names }];
  const rest = `,"CloudWatchMetrics":${JSON.stringify(directive)}}`;
  return (values, properties) => {
    const invocation = currentInvocation();
    let line = `{"_aws":{"Timestamp":${Date.now()}${rest}`;
    if (invocation !== undefined) {
      const { inMetrics } = identityMembers(invocation.identity);
      line += `${inMetrics},"correlationId":${quoted(invocation.correlationId)}`;
      if (invocation.filled) line += ',"filled":true';
    }
    line += membersOf(properties) + membersOf(values);
    (invocation?.write ?? writeLine)(`${line}}`);
  };
}
