/** US dollars for a million on-demand units in us-west-2 (https://aws.amazon.com/dynamodb/pricing/on-demand/). */
const WRITES = 0.625;
const READS = 0.125;

/** US dollars that capacity units cost on demand. */
export function dollarsOf({
  readUnits,
  writeUnits,
}: {
  readonly readUnits: number;
  readonly writeUnits: number;
}): number {
  return (readUnits * READS + writeUnits * WRITES) / 1_000_000;
}
