import { readFile } from "node:fs/promises";
import { join } from "node:path";

const IMPORT = /^import \{([^}]*)\} from "(@aws-sdk\/[^"]+)"/gm;

/**
 * The source of a handler that has the same SDK clients and commands as the given sources import, and nothing else. It
 * makes each client at once, as samples do.
 */
export async function bareHandler(root: string, sources: readonly string[]): Promise<string> {
  const names = new Map<string, Set<string>>();
  for (const source of sources) {
    for (const [, list = "", from = ""] of (await readFile(join(root, source), "utf8")).matchAll(IMPORT)) {
      const known = names.get(from) ?? new Set<string>();
      for (const name of list.split(",").map((part) => part.trim())) {
        if (name !== "" && !name.startsWith("type ")) known.add(name);
      }
      names.set(from, known);
    }
  }
  const imports = [...names].map(([from, list]) => `import { ${[...list].join(", ")} } from "${from}";`);
  const all = [...names.values()].flatMap((list) => [...list]);
  const clients = all.filter((name) => name.endsWith("Client")).map((name) => `new ${name}({})`);
  const others = all.filter((name) => !name.endsWith("Client"));
  return [
    ...imports,
    `const clients = [${clients.join(", ")}];`,
    `export const handler = async () => ({ clients: clients.length, others: [${others.join(", ")}].length });`,
  ].join("\n");
}
