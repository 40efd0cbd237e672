/** What a resource type says about access, and of which thing it says it. */
export type FacetRule = {
  /** What kind of thing it is about; identifiers are told apart within a family. */
  family: string;
  /** The property that identifies the thing; for the thing itself, nothing. */
  of?: string;
  /** What tells it from others of its kind on the same thing. */
  key?: readonly string[];
  /** What it is called in front of its key; empty for the thing itself. */
  label: string;
  /** The properties that matter to access, as paths: `a.b`, `a[].b`. */
  compare: readonly string[];
  /** Other properties that tie it to something of ours. */
  anchors?: readonly string[];
  /** AWS sets it by itself where nothing is declared; only a declared one can drift. */
  onlyDeclared?: true;
};

/** A thing that others refer to. */
export const thing = (family: string, compare: readonly string[] = [], anchors: readonly string[] = []): FacetRule => ({
  family,
  label: "",
  compare,
  anchors,
});
/** Something that belongs to a thing. */
export const part = (family: string, of: string, label: string, rest: Partial<FacetRule>): FacetRule => ({
  family,
  of,
  label,
  compare: [],
  ...rest,
});
