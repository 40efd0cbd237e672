import { comparablePath, comparablePattern, matchesPath } from "./robots-pattern.ts";

/** The name by which a robots.txt addresses us; part of the user agent of every request. */
export const PRODUCT_TOKEN = "AtlasCodex";

/** One line of robots.txt that concerns us, its pattern in comparable form. */
export type RobotsRule = { readonly allow: boolean; readonly pattern: string };

const LINE = /\r\n|\r|\n/;

/**
 * The rules of a robots.txt (RFC 9309) for our product token: those of all groups that name it, else those of the groups
 * for everyone. Lines that cannot be read are passed over; an empty list allows everything.
 */
export function parseRobots(text: string): readonly RobotsRule[] {
  const found: { own?: RobotsRule[]; everyone: RobotsRule[] } = { everyone: [] };
  let isNaming = false;
  let group: Set<RobotsRule[]> = new Set();
  for (const line of text.split(LINE)) {
    const { name, value } = fieldOf(line);
    if (name === "user-agent") {
      if (!isNaming) group = new Set();
      isNaming = true;
      if (isOurToken(value)) {
        found.own ??= [];
        group.add(found.own);
      } else if (/^\*(?:\s|$)/.test(value)) group.add(found.everyone);
    } else if (name === "allow" || name === "disallow") {
      isNaming = false;
      if (value === "") continue;
      const rule = { allow: name === "allow", pattern: comparablePattern(value) };
      for (const rules of group) rules.push(rule);
    }
  }
  return found.own ?? found.everyone;
}

/** Whether the rules let a path with query be fetched: the longest pattern that matches decides, and `allow` among equals. */
export function isAllowed(rules: readonly RobotsRule[], path: string): boolean {
  if (rules.length === 0 || path === "/robots.txt") return true;
  const comparable = comparablePath(path);
  let length = -1;
  let allowed = true;
  for (const { allow, pattern } of rules) {
    if (pattern.length < length || (pattern.length === length && !allow)) continue;
    if (matchesPath(pattern, comparable)) {
      length = pattern.length;
      allowed = allow;
    }
  }
  return allowed;
}

function fieldOf(line: string): { name: string; value: string } {
  const [content = ""] = line.split("#", 1);
  const colon = content.indexOf(":");
  if (colon < 0) return { name: "", value: "" };
  return { name: content.slice(0, colon).trim().toLowerCase(), value: content.slice(colon + 1).trim() };
}

/** A version or a comment may follow the token. */
function isOurToken(value: string): boolean {
  return /^[a-z_-]+/i.exec(value)?.[0].toLowerCase() === PRODUCT_TOKEN.toLowerCase();
}
