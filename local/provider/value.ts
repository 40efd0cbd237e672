/** Stands for a value that a preview cannot know yet. */
export const unknown: unique symbol = Symbol("unknown");

/** A single file of an archive: its text, a path on this machine, or an address. The hash is the engine's own. */
export class Asset {
  readonly source: AssetSource;
  readonly hash: string | undefined;

  constructor(source: AssetSource, hash?: string) {
    this.source = source;
    this.hash = hash;
  }
}

/** A tree of files: named entries, a folder or zip on this machine, or an address. The hash is the engine's own. */
export class Archive {
  readonly source: ArchiveSource;
  readonly hash: string | undefined;

  constructor(source: ArchiveSource, hash?: string) {
    this.source = source;
    this.hash = hash;
  }
}

export type AssetSource = { readonly text: string } | { readonly path: string } | { readonly uri: string };
export type ArchiveSource =
  | { readonly assets: Readonly<Record<string, Asset | Archive>> }
  | { readonly path: string }
  | { readonly uri: string };

/** What travels between the engine and a resource type, with secrets already taken off. */
export type Value = null | boolean | number | string | typeof unknown | Asset | Archive | readonly Value[] | Bag;

/** Named values: the inputs or the state of one resource. */
export interface Bag {
  readonly [key: string]: Value | undefined;
}

/** Whether a value is a bag, as opposed to a scalar, a list, an asset or an unknown. */
export function isBag(value: Value | undefined): value is Bag {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Asset) &&
    !(value instanceof Archive)
  );
}

/** Whether a value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether an unknown sits anywhere inside a value. */
export function holdsUnknown(value: Value | undefined): boolean {
  if (value === unknown) return true;
  if (isList(value)) return value.some(holdsUnknown);
  return isBag(value) && Object.values(value).some(holdsUnknown);
}

/** Whether a value says nothing: absent, empty, zero or false. A provider that unset it would store the same. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  if (isList(value)) return value.length === 0;
  return isBag(value) && Object.values(value).every(isEmpty);
}

/** The bag without its undefined entries. */
export function compact(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined));
}
