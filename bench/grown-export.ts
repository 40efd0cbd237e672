import * as z from "zod";

const Export = z.looseObject({
  deployment: z.looseObject({ resources: z.array(z.looseObject({ type: z.string(), id: z.string().optional() })) }),
});

/** A `pulumi stack export` with its resources `size` times over, each copy under names and ids of its own. */
export function grown(text: string, size: number): string {
  const document = Export.parse(JSON.parse(text));
  const own = document.deployment.resources.filter(({ type }) => type.startsWith("aws:"));
  const ids = [...new Set(own.flatMap(({ id }) => (id !== undefined && /^[0-9a-f]{6,10}$/.test(id) ? [id] : [])))];
  const copies = Array.from({ length: size - 1 }, (_, at) => {
    const renamed = JSON.stringify(own).replaceAll("atlas-codex-", `atlas-codex-${at}-`);
    const copy = ids.reduce((copied, id) => copied.replaceAll(id, `${id}${at}`), renamed);
    return JSON.parse(copy.replaceAll(/(urn:pulumi:[^"]*)/g, `$1-${at}`)) as typeof own;
  });
  const resources = [...document.deployment.resources, ...copies.flat()];
  return JSON.stringify({ ...document, deployment: { ...document.deployment, resources } });
}
