/** One reason why inputs or settings are refused, at the property it concerns. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}
