import type { StackExport } from "./leaks/stack-draft.ts";

/** Ids AWS made up: of APIs and their parts, of mappings, at the end of secrets' and buckets' names. */
const GENERATED = /\b(?=\d*[a-f])[0-9a-f]{6,8}\b/g;

function copy(text: string, at: number): string {
  const suffix = at.toString(16).padStart(3, "0");
  return text
    .replaceAll("atlas-codex-", `atlas-codex-c${suffix}-`)
    .replace(GENERATED, (id) => `${id}${suffix}`)
    .replaceAll(/(::[\w-]+)"/g, `$1-${suffix}"`);
}

/** The stack as often as wanted within one: each copy has names and ids of its own and keeps to itself. */
export function scaled({ version, deployment }: StackExport, times: number): StackExport {
  const [stack, ...resources] = deployment.resources;
  const text = JSON.stringify(resources);
  const copies = Array.from(
    { length: times },
    (_, at) => JSON.parse(copy(text, at)) as StackExport["deployment"]["resources"],
  );
  return { version, deployment: { resources: [...(stack === undefined ? [] : [stack]), ...copies.flat()] } };
}
