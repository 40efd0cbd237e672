import type { DomDocument } from "../reduce/dom.ts";
import { choicesOf, isObject, type JsonSchema, propertiesOf } from "../schema/json-schema.ts";
import { nameKey } from "../values/names.ts";
import { linksIn } from "./links.ts";

/** Names of properties by which an address is asked for. */
const ADDRESS = /(?:url|uri|link|links|href|urls|website|homepage)$/;
const PICTURE = /(?:image|images|img|imageurl|imageurls|photo|photos|picture|pictures|thumbnail|logo|avatar)$/;

/** How many addresses stand below a page's text, and how long they may be together, in UTF-16 units. */
const MAX_LINES = 400;
const MAX_LENGTH = 30_000;

export type AddressesAsked = { readonly links: boolean; readonly pictures: boolean };

/** Words of instructions by which an address is asked for. */
const WORDS = /\b(?:urls?|links?|hrefs?|hyperlinks?)\b/i;

export type Wanted = { readonly instructions?: string; readonly schema?: JsonSchema };

/** Whether addresses are asked for, by the words of the instructions or the names and formats of a schema's properties. */
export function addressesAsked({ instructions, schema }: Wanted): AddressesAsked {
  const asked = { links: instructions !== undefined && WORDS.test(instructions), pictures: false };
  if (schema) visit(schema, "");
  return asked;

  function visit(inner: JsonSchema, name: string): void {
    const key = nameKey(name);
    if (PICTURE.test(key) && inner.properties === undefined) asked.pictures = true;
    else if (ADDRESS.test(key) || inner.format === "uri" || inner.format === "url") asked.links = true;
    for (const [property, child] of propertiesOf(inner)) visit(child, property);
    for (const choice of choicesOf(inner)) visit(choice, name);
    if (isObject(inner.items)) visit(inner.items, name);
  }
}

type Asked = { readonly document: DomDocument; readonly pageUrl: string; readonly asked: AddressesAsked };

/** Lines for below a page's text, so that an address can be asked for and pointed at: `words: address`; empty where none is asked for. */
export function linkLines({ document, pageUrl, asked }: Asked): string {
  const { links, pictures } = linksIn(document, pageUrl);
  const lines = [
    ...(asked.links
      ? [`Page: ${pageUrl}`, ...links.map(({ text, url }) => (text === "" ? url : `${text}: ${url}`))]
      : []),
    ...(asked.pictures ? pictures.map(({ url }) => `Picture: ${url}`) : []),
  ];
  let length = 0;
  const kept = lines.slice(0, MAX_LINES).filter((line) => {
    length += line.length + 1;
    return length <= MAX_LENGTH;
  });
  return kept.length === 0 ? "" : `\n\nAddresses:\n${kept.join("\n")}`;
}
