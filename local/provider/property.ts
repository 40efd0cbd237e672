import type { Archive, Value } from "./value.ts";

/**
 * How a property is used: `required` and `optional` inputs; `computed` inputs that AWS fills when they are left out;
 * `named` inputs that get an automatic name when they are left out; `output` values that nobody may set.
 */
export type Use = "required" | "optional" | "computed" | "named" | "output";

/**
 * What sets a property apart, beside its kind. `default` is filled in for a program that gives nothing; `implied` is
 * what AWS makes of nothing, without the program's inputs showing it. `same` tells that two unequal values mean one thing to AWS; `kept` that
 * AWS has no such field, so that the state repeats the input.
 */
export interface Traits {
  readonly use?: Use;
  readonly default?: Value;
  readonly implied?: Value;
  readonly replaces?: boolean;
  readonly secret?: boolean;
  readonly kept?: boolean;
  readonly choices?: readonly string[];
  readonly same?: (one: Value, other: Value) => boolean;
}

export type Fields = Readonly<Record<string, Property>>;

export type Kind =
  | { readonly kind: "string" | "number" | "boolean" | "json" | "archive" }
  | { readonly kind: "map"; readonly of: Property }
  | { readonly kind: "list" | "set"; readonly of: Property; readonly by?: string }
  | { readonly kind: "object"; readonly fields: Fields };

/** One property of a resource type. `T` is the type of its value where a resource type reads it. */
export type Property<T = unknown, X extends Traits = Traits> = Kind & X & { readonly carries?: T };

type Carried<P> = P extends { readonly carries?: infer T } ? Exclude<T, undefined> : never;
type Present<P> = P extends { readonly use: "required" | "named" }
  ? true
  : P extends { readonly default: Value }
    ? true
    : false;
type Inputtable<F extends Fields> = { [K in keyof F]: F[K] extends { readonly use: "output" } ? never : K }[keyof F];

/** The checked inputs of a resource type: required, named and defaulted ones are there. */
export type Inputs<F extends Fields> = {
  readonly [K in Inputtable<F>]: Present<F[K]> extends true ? Carried<F[K]> : Carried<F[K]> | undefined;
};

/** The state of a resource type: whatever AWS answered. */
export type State<F extends Fields> = { readonly [K in keyof F]?: Carried<F[K]> | undefined };

/** A string. */
export function text<const X extends Traits>(traits: X = {} as X): Property<string, X> {
  return { kind: "string", ...traits };
}

/** A number. */
export function number<const X extends Traits>(traits: X = {} as X): Property<number, X> {
  return { kind: "number", ...traits };
}

/** A boolean. */
export function flag<const X extends Traits>(traits: X = {} as X): Property<boolean, X> {
  return { kind: "boolean", ...traits };
}

/** A string holding a JSON document, compared by what it says. */
export function json<const X extends Traits>(traits: X = {} as X): Property<string, X> {
  return { kind: "json", ...traits };
}

/** Files, compared by their hash. */
export function archive<const X extends Traits>(traits: X = {} as X): Property<Archive, X> {
  return { kind: "archive", ...traits };
}

/** Strings by free names. */
export function map<const X extends Traits>(traits: X = {} as X): Property<Readonly<Record<string, string>>, X> {
  return { kind: "map", of: text(), ...traits };
}

/** Numbers by free names. */
export function numbers<const X extends Traits>(traits: X = {} as X): Property<Readonly<Record<string, number>>, X> {
  return { kind: "map", of: number(), ...traits };
}

/** Booleans by free names. */
export function flags<const X extends Traits>(traits: X = {} as X): Property<Readonly<Record<string, boolean>>, X> {
  return { kind: "map", of: flag(), ...traits };
}

/** Values in order. */
export function list<E, const X extends Traits>(of: Property<E>, traits: X = {} as X): Property<readonly E[], X> {
  return { kind: "list", of, ...traits };
}

/** Values without an order; `by` names the field that identifies an element of a set of objects. */
export function set<E, const X extends Traits & { readonly by?: string }>(
  of: Property<E>,
  traits: X = {} as X,
): Property<readonly E[], X> {
  return { kind: "set", of, ...traits };
}

/** An object with known fields. */
export function block<const F extends Fields, const X extends Traits>(
  fields: F,
  traits: X = {} as X,
): Property<State<F>, X> {
  return { kind: "object", fields, ...traits };
}

/** A string that only AWS sets. */
export const output = text({ use: "output" });

/** Whether a program may set the property. */
export function isInput(property: Property): boolean {
  return property.use !== "output";
}
