import { type CompiledPolicies, type CompiledStatement, compile } from "../iam/compile.ts";
import type { Context } from "../iam/context.ts";
import { conditionsHold } from "../iam/decide.ts";
import type { Policies } from "../iam/layers.ts";
import { type Reach, reach } from "../iam/reach.ts";
import type { KeyState, Template } from "../iam/template.ts";
import { unknown } from "../iam/truth.ts";
import type { Actor } from "./actors.ts";
import type { ArnIndex, Target } from "./arn-index.ts";
import type { PolicyBook } from "./policy-book.ts";
import { CHOSEN, obligingContexts, requestContext } from "./request-context.ts";
import type { Item } from "./stage-model.ts";

/** Everything that decisions about both stages are made from. */
export type Ground = {
  readonly actors: readonly Actor[];
  readonly arns: ArnIndex;
  readonly book: PolicyBook;
  readonly resourceLayer: (item: Item) => CompiledPolicies | undefined;
};

/** One question that was asked, and its answer. */
export type ReachedPair = { readonly actor: Actor; readonly target: Target; readonly reach: Reach };

/** Compiles resource policies when they are first asked for. */
export function resourceLayers(book: PolicyBook): Ground["resourceLayer"] {
  const compiled = new Map<Item, CompiledPolicies>();
  return (item) => {
    const documents = book.resource.get(item);
    if (documents === undefined) return book.unread.has(item) ? compile([]) : undefined;
    const known = compiled.get(item) ?? compile(documents);
    compiled.set(item, known);
    return known;
  };
}

/** What everything a template stands for begins with. */
export function prefixOf({ fixed, pieces }: Template): string {
  if (fixed !== undefined) return fixed.prefix;
  const first = pieces[0];
  if (!Array.isArray(first)) return "";
  const stop = first.findIndex((token) => token < 0);
  return String.fromCharCode(...(stop === -1 ? first : first.slice(0, stop)));
}

function touchedBy(statement: CompiledStatement, service: string, arns: ArnIndex): readonly Target[] {
  const { resources } = statement;
  if (resources === undefined || resources.negated) return arns.touching(service, "");
  return resources.templates.flatMap((template) => arns.touching(service, prefixOf(template)));
}

function byIdentity({ identity }: Actor, arns: ArnIndex): ReadonlySet<Target> {
  const found = new Set<Target>();
  for (const service of arns.services) {
    for (const statement of identity.forService(service)) {
      if (statement.effect !== "Allow") continue;
      for (const target of touchedBy(statement, service, arns)) found.add(target);
    }
  }
  return found;
}

/** Whether a statement can hold for anyone, whoever it is: the conditions that tell who asks are left open. */
function holdsForSomeone(statement: CompiledStatement): boolean {
  const keys = new Map(Object.entries(CHOSEN).map(([key, value]) => [key.toLowerCase(), value]));
  const told = (key: string): KeyState => {
    const value = keys.get(key);
    return value === null || Array.isArray(value) ? value : unknown(`${key} is not told`);
  };
  return conditionsHold(statement, told) !== false;
}

/** Whom the resource's own policy may let in by name. */
function namedIn(
  layer: CompiledPolicies,
  actors: readonly Actor[],
  byArn: ReadonlyMap<string, Actor>,
): readonly Actor[] {
  const allows = layer.statements.filter(({ effect, principal }) => effect === "Allow" && principal !== undefined);
  const open = allows.filter(({ principal }) => principal?.everyone === true || principal?.negated === true);
  if (open.some(holdsForSomeone)) return actors;
  return allows.flatMap(({ principal }) =>
    (principal?.aws ?? []).map((entry) => byArn.get(entry)).filter((each) => each !== undefined),
  );
}

function keyedActors(actors: readonly Actor[]): ReadonlyMap<string, Actor> {
  const keyed = new Map<string, Actor>();
  for (const actor of actors) {
    keyed.set(actor.arn, actor);
    const { principal } = actor;
    if ("uniqueId" in principal && principal.uniqueId !== undefined) keyed.set(principal.uniqueId, actor);
  }
  return keyed;
}

/** The policies that decide what an actor can do to a target. */
export function policiesFor(actor: Actor, target: Target, ground: Ground): Policies {
  const resource = ground.resourceLayer(target.item);
  return {
    identity: actor.identity,
    ...(resource === undefined ? {} : { resource }),
    ...(actor.boundary === undefined ? {} : { boundary: actor.boundary }),
  };
}

/** The request of an actor to a target: within a stage a call of its own, across the stages by any way. */
export function requestOf(actor: Actor, target: Target, policies: Policies): Context {
  const layers = [policies.identity, policies.resource, policies.boundary];
  return requestContext({ target, layers, direct: actor.item.side === target.item.side });
}

/** What is open because the policies wait for a value that who asks may choose is asked again with that value. */
function ask(actor: Actor, target: Target, ground: Ground): Reach {
  const policies = policiesFor(actor, target, ground);
  const { principal } = actor;
  const context = requestOf(actor, target, policies);
  const first = reach({ principal, scope: target.scope, context }, policies);
  if (first.verdict !== "undecided") return first;
  for (const obliging of obligingContexts(context, [policies.identity, policies.resource, policies.boundary])) {
    const again = reach({ principal, scope: target.scope, context: obliging }, policies);
    if (again.verdict === "reachable") return again;
  }
  return first;
}

/**
 * Asks for every pair that some statement may join whether the actor can reach the target. Pairs that are left out are
 * refused: no statement that allows anything speaks of both.
 */
export function reachPairs(ground: Ground): readonly ReachedPair[] {
  const { actors, arns } = ground;
  const keyed = keyedActors(actors);
  const pairs = new Map<Actor, Set<Target>>(actors.map((actor) => [actor, new Set(byIdentity(actor, arns))]));
  for (const target of arns.targets) {
    const layer = ground.resourceLayer(target.item);
    if (layer === undefined) continue;
    for (const actor of namedIn(layer, actors, keyed)) pairs.get(actor)?.add(target);
  }
  return [...pairs].flatMap(([actor, targets]) =>
    [...targets].map((target) => ({ actor, target, reach: ask(actor, target, ground) })),
  );
}
