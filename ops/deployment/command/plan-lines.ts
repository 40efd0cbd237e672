import { counted, dollars } from "../../migrate/figures.ts";
import { labelled } from "../../migrate/told.ts";
import type { PlannedChange } from "../ports.ts";
import { HELD, MONTHLY_PRICES, typeTold } from "./change-kinds.ts";

type Changes = readonly PlannedChange[];

const DONE: Record<PlannedChange["operation"], string> = {
  delete: "deleted",
  replace: "replaced",
  create: "created",
  update: "updated",
  import: "imported",
};

const OPERATIONS = Object.keys(DONE) as PlannedChange["operation"][];
const MOST_NAMES = 5;

/** How many resources of AWS a plan touches, and how: `12 changes: 1 replaced, 11 updated`. */
export function changesCounted(changes: Changes): string {
  const real = resources(changes);
  if (real.length === 0) return "no changes";
  const parts = OPERATIONS.flatMap((operation) => {
    const count = real.filter((one) => one.operation === operation).length;
    return count === 0 ? [] : [`${count} ${DONE[operation]}`];
  });
  return `${counted(real.length, "change")}: ${parts.join(", ")}`;
}

/** What is lost with what is deleted or replaced, a sentence each. */
export function lossesIn(changes: Changes): readonly string[] {
  return changes.flatMap(({ operation, type, name }) => {
    const held = HELD[type];
    if (held === undefined || (operation !== "delete" && operation !== "replace")) return [];
    return [`${name} (${typeTold(type)}) is ${DONE[operation]}, and ${held} with it`];
  });
}

/** A short diff: for each operation the types with the names, those of changed ones with what changes. */
export function changeLines(changes: Changes): readonly string[] {
  return OPERATIONS.flatMap((operation) => {
    const some = resources(changes).filter((one) => one.operation === operation);
    const types = Map.groupBy(some, ({ type }) => type);
    const rows = [...types].map(([type, ones]) => [typeTold(type), named(ones)] as const);
    return rows.length === 0 ? [] : [`  ${DONE[operation]}`, ...labelled(rows).map((line) => `  ${line}`)];
  });
}

function named(changes: Changes): string {
  const names = changes.slice(0, MOST_NAMES).map(({ name, operation, properties }) => {
    return operation === "create" || operation === "delete" || properties.length === 0
      ? name
      : `${name} (${properties.join(", ")})`;
  });
  const rest = changes.length - names.length;
  return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** What is paid each month for what a plan creates, before anything is asked of it. */
export function costOf(changes: Changes): string {
  const created = changes.filter(({ operation }) => operation === "create");
  if (resources(created).length === 0) return "nothing: nothing is created";
  const kinds = Map.groupBy(created, ({ type }) => type);
  let sum = 0;
  const parts = [...kinds].flatMap(([type, ones]) => {
    const price = MONTHLY_PRICES[type];
    if (price === undefined) return [];
    sum += price.dollars * ones.length;
    return [`${counted(ones.length, price.of)} ${dollars(price.dollars * ones.length)}`];
  });
  if (parts.length === 0) return "what is created is paid per request";
  return `about ${dollars(sum)} a month more: ${parts.join(", ")}; the rest is paid per request`;
}

/** What is more than a bracket of the program around other resources. */
function resources(changes: Changes): Changes {
  return changes.filter(({ type }) => type.startsWith("aws:"));
}
