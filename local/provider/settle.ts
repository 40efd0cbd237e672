import { equivalent } from "./compare.ts";
import type { Fields, Property } from "./property.ts";
import { type Bag, compact, isBag, isEmpty, isList, type Value } from "./value.ts";

/**
 * Gives what AWS answered the form in which it was asked for: documents and sets that mean the same keep the
 * program's text and order.
 */
export function settle(fields: Fields, asked: Bag, answered: Bag): Bag {
  return compact({
    ...answered,
    ...Object.fromEntries(
      Object.entries(fields)
        .filter(([name]) => name in answered && asked[name] !== undefined)
        .map(([name, field]) => [name, settleValue(field, asked[name], answered[name])]),
    ),
  });
}

function settleValue(property: Property, asked: Value | undefined, answered: Value | undefined): Value | undefined {
  if (asked === undefined || answered === undefined) return answered;
  switch (property.kind) {
    case "object":
      return isBag(asked) && isBag(answered) ? settle(property.fields, asked, answered) : answered;
    case "list":
      return isList(asked) && isList(answered)
        ? answered.map((item, index) => settleValue(property.of, asked[index], item) ?? item)
        : answered;
    case "set":
      return isList(asked) && isList(answered) ? inOrder(property, asked, answered) : answered;
    case "map":
      return answered;
    default:
      return equivalent(property, asked, answered) ? asked : answered;
  }
}

/** The answered items in the order of the asked ones, each matched with its equal or its namesake. */
function inOrder(
  property: Property & { readonly kind: "set" | "list" },
  asked: readonly Value[],
  answered: readonly Value[],
): readonly Value[] {
  const free = [...answered];
  const ordered = asked.flatMap((item): readonly Value[] => {
    const at = free.findIndex((other) => equivalent(property.of, item, other) || namesake(property.by, item, other));
    if (at < 0) return [];
    const [found] = free.splice(at, 1);
    return found === undefined ? [] : [settleValue(property.of, item, found) ?? found];
  });
  return [...ordered, ...free];
}

function namesake(by: string | undefined, one: Value, other: Value): boolean {
  return by !== undefined && isBag(one) && isBag(other) && one[by] === other[by];
}

/**
 * The inputs that would lead to a state. Values the program gave follow the state; a value it left out appears only
 * when it no longer is what leaving it out means. Without earlier inputs (an import) every set input appears.
 */
export function inputsOf(fields: Fields, earlier: Bag, state: Bag): Bag {
  const first = Object.keys(earlier).length === 0;
  return compact(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, inputOf(field, earlier[name], state[name], first)]),
    ),
  );
}

function inputOf(
  property: Property,
  earlier: Value | undefined,
  state: Value | undefined,
  first: boolean,
): Value | undefined {
  if (property.use === "output") return undefined;
  if (earlier === undefined) {
    if ((property.use === "computed" || property.use === "named") && !first) return undefined;
    return equivalent(property, state, undefined) ? undefined : stripped(property, state);
  }
  if (state === undefined || state === null) return isEmpty(earlier) ? earlier : undefined;
  if (equivalent(property, earlier, state)) return earlier;
  return stripped(property, state, earlier);
}

/** A state value without the parts that the program neither gave nor would have to give. */
function stripped(property: Property, state: Value | undefined, earlier?: Value): Value | undefined {
  if (property.kind === "object" && isBag(state)) {
    return inputsOf(property.fields, isBag(earlier) ? earlier : {}, state);
  }
  if ((property.kind === "list" || property.kind === "set") && isList(state)) {
    return state.map(
      (item, index) => stripped(property.of, item, isList(earlier) ? earlier[index] : undefined) ?? item,
    );
  }
  return state;
}
