import { readFile } from "node:fs/promises";
import { encode } from "./charset.ts";
import { lasting, type Resource } from "./resource.ts";

const read = (file: string): Promise<string> => readFile(new URL(file, import.meta.url), "utf8");

/** Fills the placeholders of a template: the masthead, the footer, and the site's own origin. */
export async function filled({ template, origin }: { template: string; origin: string }): Promise<string> {
  const [masthead, footer] = await Promise.all([read("./parts/masthead.html"), read("./parts/footer.html")]);
  return template
    .replace("{{masthead}}", () => masthead.trim())
    .replace("{{footer}}", () => footer.trim())
    .replaceAll("{{origin}}", () => origin);
}

/** Reads a page's file as the bytes it is sent as. */
export async function htmlPage({
  file,
  origin,
  charset,
  type,
  modified,
}: {
  file: string;
  origin: string;
  charset: string;
  type: string;
  modified: string;
}): Promise<Resource> {
  const text = await filled({ template: await read(`./${file}`), origin });
  return lasting({ bytes: encode({ text, charset }), type, modified });
}

/** Reads a file that is sent as it lies. */
export async function asset({
  file,
  type,
  modified,
}: {
  file: string;
  type: string;
  modified: string;
}): Promise<Resource> {
  return lasting({ bytes: Buffer.from(await read(`./parts/${file}`)), type, modified });
}

/** The page for an address where nothing is. */
export async function notFound(origin: string): Promise<Resource> {
  const text = await filled({ template: await read("./parts/not-found.html"), origin });
  return { status: 404, headers: { "content-type": "text/html; charset=utf-8" }, body: Buffer.from(text) };
}
