import type { Aws } from "./aws.ts";
import { type Fields, type Inputs, map, type State, text } from "./property.ts";
import type { Tags } from "./tags.ts";
import type { Bag } from "./value.ts";

/** How an automatic name is made: `<logical name>-<7 hex digits>`, at most `maximum` long. */
export interface Autoname {
  readonly property: string;
  readonly maximum: number;
  readonly unless?: string;
  readonly shape?: (name: string) => string;
}

/** What every operation gets: clients for the resource's region, and the signal that stops it. */
export interface Call {
  readonly aws: Aws;
  readonly signal: AbortSignal;
}

/** Where a type keeps its tags: `put` adds or changes some, `remove` drops some, by the resource's id and state. */
export interface TagStore {
  readonly put: (call: Call & { id: string; state: Bag; tags: Tags }) => Promise<unknown>;
  readonly remove: (call: Call & { id: string; state: Bag; keys: string[] }) => Promise<unknown>;
}

/**
 * One resource type as the official provider presents it. `read` answers undefined, or lets the service's not-found
 * error through, when the resource is gone. `imported` splits an import id that says more than the id kept in state.
 * `renewed` names outputs that an update with the given changed inputs will change. `notReadBack` names inputs that
 * the embedded AWS does not return, so state repeats what was asked for.
 */
export interface ResourceType<F extends Fields = Fields> {
  readonly token: string;
  readonly properties: F;
  readonly autoname?: Autoname;
  readonly global?: boolean;
  readonly tags?: TagStore;
  readonly notReadBack?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly imported?: {
    readonly form: string;
    readonly split: (parts: readonly string[]) => Imported;
    /** The id that state keeps, where only what was read tells it. */
    readonly idOf?: (state: Bag) => string;
  };
  readonly renewed?: (changed: ReadonlySet<string>, inputs: Bag) => readonly string[];
  readonly create: (call: CreateCall<F>) => Promise<string>;
  readonly read: (call: ReadCall<F>) => Promise<Reading<F> | undefined>;
  readonly update?: (call: UpdateCall<F>) => Promise<unknown>;
  readonly delete: (call: ReadCall<F>) => Promise<unknown>;
}

/** The id that state keeps, and what else the import id told. */
export interface Imported {
  readonly id: string;
  readonly facts: Bag;
}

export type CreateCall<F extends Fields> = Call & { readonly inputs: Inputs<F>; readonly tags: Tags };
export type ReadCall<F extends Fields> = Call & { readonly id: string; readonly state: State<F> };
export type UpdateCall<F extends Fields> = ReadCall<F> & {
  readonly inputs: Inputs<F>;
  readonly changed: ReadonlySet<string>;
};

/** What a read answers: the state, and the tags as they are on the resource. */
export type Reading<F extends Fields> = State<F> & {
  readonly tags?: Readonly<Record<string, string | undefined>> | undefined;
};

const tagFields = { tags: map(), tagsAll: map({ use: "output" }) };
const regionField = { region: text({ use: "computed", replaces: true }) };

/** Declares a resource type, its inputs and state typed by its own properties; adds the tags and region that go with it. */
export function resourceType<const F extends Fields>(declaration: ResourceType<F>): ResourceType {
  const properties = {
    ...declaration.properties,
    ...(declaration.tags === undefined ? {} : tagFields),
    ...(declaration.global === true ? {} : regionField),
  };
  return { ...declaration, properties } as unknown as ResourceType;
}
