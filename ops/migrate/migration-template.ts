/** `0014-job-owner` → `jobOwner`. */
function variableOf(id: string): string {
  return id.slice(5).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A migration that changes nothing yet. */
export function migrationSource(id: string): string {
  return `import type { Classification, Down, Migration, PlainItem, Up } from "./migration.ts";

/** What changes, and since when it has been written otherwise. Frozen once it has run anywhere. */
export const ${variableOf(id)}: Migration = {
  id: "${id}",
  reads: () => [],
  classify,
  up,
  down,
};

function classify(_item: PlainItem): Classification {
  return { kind: "canonical" };
}

function up(item: PlainItem): Up {
  return { kind: "unchanged", item };
}

function down(item: PlainItem): Down {
  return { kind: "unchanged", item };
}
`;
}

/** What has to hold of it whatever it does. */
export function migrationTest(id: string): string {
  const name = variableOf(id);
  return `import { expect, test } from "vitest";
import { ${name} } from "../../../runtime/migrations/${id}.ts";
import type { PlainItem } from "../../../runtime/migrations/migration.ts";

const ITEMS: readonly PlainItem[] = [{ id: "a", schemaVersion: 13 }];

test.each(ITEMS)("an item goes up once and comes back: %j", (item) => {
  const up = ${name}.up(item);
  expect(up.kind).not.toBe("quarantine");
  const after = up.kind === "quarantine" ? item : up.item;
  expect(${name}.classify(after)).toEqual({ kind: "canonical" });
  expect(${name}.up(after)).toEqual({ kind: "unchanged", item: after });
  expect(${name}.down(after)).toMatchObject({ item });
});
`;
}

/** The registry with one more migration at its end; undefined where the place cannot be found. */
export function registered(registry: string, id: string): string | undefined {
  const place = /(import type \{ Migration \} from "\.\/migration\.ts";\n[\s\S]*= \[)([^\]]*)(\];)/;
  if (!place.test(registry)) return undefined;
  return registry.replace(
    place,
    (_, before: string, list: string, end: string) =>
      `import { ${variableOf(id)} } from "./${id}.ts";\n${before}${[list, variableOf(id)].filter(Boolean).join(", ")}${end}`,
  );
}
