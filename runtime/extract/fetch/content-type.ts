import { PAGE_TYPES, type PageType } from "../page.ts";

/** The media type and charset of a Content-Type header; the type is absent where it is none that a page can have. */
export function readContentType(header: string | undefined): { type?: PageType; charset?: string } {
  const [essence = "", ...parameters] = (header ?? "").split(";").map((part) => part.trim());
  const type = PAGE_TYPES.find((known) => known === essence.toLowerCase());
  const charset = parameters.map((part) => /^charset\s*=\s*"?([^"\s]+)/i.exec(part)?.[1]).find((label) => label);
  return { ...(type ? { type } : {}), ...(charset ? { charset } : {}) };
}
