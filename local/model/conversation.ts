import type { Message } from "./ask.ts";

/** What the stand-in makes of a conversation: the page to read, and what is asked about it. */
export interface Reading {
  readonly page: string;
  readonly instructions: string;
  /** A schema written out in the conversation, as text. */
  readonly schemaText: string | undefined;
  readonly system: string;
}

const sectionPattern = (names: string): RegExp =>
  new RegExp(`<((?:${names})(?:[-_:][\\w-]+)?)\\b[^>]*>([\\s\\S]*)</\\1\\s*>`, "i");
const pageSections = ["page|webpage|page_text|page-text|document", "content|source|text"].map(sectionPattern);
const taskSection = sectionPattern("instructions|instruction|task|request|question");
const schemaSection = sectionPattern("schema|json_schema|json-schema");
const quoted = /("""|~~~|```(?:\w+)?)\n([\s\S]*)\n(?:\1|```)/;

const inside = (pattern: RegExp, text: string): string | undefined => pattern.exec(text)?.[2]?.trim();
const pageIn = (text: string): string | undefined =>
  [...pageSections, quoted].map((pattern) => inside(pattern, text)).find((found) => found !== undefined);

/** Finds the page and the instructions: in marked sections of the last user message that has a page, else all users' words are the page. */
export function readConversation(messages: readonly Message[]): Reading {
  const users = messages.filter((message) => message.role === "user").map((message) => message.text);
  const systems = messages.filter((message) => message.role === "system" || message.role === "developer");
  const system = systems.map((message) => message.text).join("\n");
  const marked = users.findLast((text) => pageIn(text) !== undefined);
  const all = users.join("\n\n");
  const page = marked === undefined ? undefined : pageIn(marked);
  const around = marked !== undefined && page !== undefined ? marked.replace(page, () => "") : "";
  return {
    page: page ?? all,
    instructions: inside(taskSection, around) ?? inside(taskSection, system) ?? around.replace(/<[^>]*>/g, " ").trim(),
    schemaText: inside(schemaSection, around) ?? inside(schemaSection, system),
    system,
  };
}
