import type { Stage } from "../../runtime/domain/stage.ts";

/** A property as the engine holds it: plain JSON, with a sentinel where the value is not known yet. */
export type Value = null | boolean | number | string | readonly Value[] | Properties;
export type Properties = { readonly [key: string]: Value };

/** One resource as it is asked for, before anything is done about it. */
export type Resource = {
  /** Pulumi's type token, for example `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Its name in the program; the physical name is one of its properties. */
  readonly name: string;
  readonly urn?: string;
  readonly props: Properties;
  readonly opts: { readonly protect?: boolean };
  /** Whether the program only looks it up, and somebody else made it; its properties are then what was found. */
  readonly external?: boolean;
  /** Property → URNs of the resources its value is made from; absent when nobody told. */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
};

/** What is known about the stack that a resource belongs to. */
export type StackFacts = {
  readonly stage: Stage;
  /** Whether it is deployed to the AWS on this machine rather than to an account. */
  readonly embedded: boolean;
};

/** A resource in a sentence: its short type and its name, for example `Queue dlq`. */
export function title({ type, name }: Pick<Resource, "type" | "name">): string {
  return `${type.slice(type.lastIndexOf(":") + 1)} ${name}`;
}
