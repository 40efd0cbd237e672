import type { PolicyKind, PrincipalElement, Statement, Where } from "./document.ts";
import { globFrom } from "./glob.ts";
import { parseConditions } from "./parse-condition.ts";
import { parsePrincipalElement } from "./parse-principal.ts";
import { type ProblemList, textsOf } from "./problem-list.ts";
import { parseTemplate, type Template } from "./template.ts";

type Need = "required" | "optional" | "forbidden";

const ELEMENTS: Readonly<Record<PolicyKind, { readonly principal: Need; readonly resource: Need }>> = {
  identity: { principal: "forbidden", resource: "required" },
  boundary: { principal: "forbidden", resource: "required" },
  session: { principal: "forbidden", resource: "required" },
  scp: { principal: "forbidden", resource: "required" },
  rcp: { principal: "required", resource: "required" },
  resource: { principal: "required", resource: "optional" },
  trust: { principal: "required", resource: "forbidden" },
};
const KNOWN = new Set("Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(" "));
const ACTION = /^(\*|[a-z0-9*?-]+:[a-z0-9*?]+)$/;
const RESOURCE = /^([*?]|arn:|arn\*)/;
const VARIABLE_BEFORE_RESOURCE = /^([^:$]*:){0,4}[^:$]*\$\{(?![*?$]\})/;

type Raw = Readonly<Record<string, unknown>>;
type Element = { readonly negated: boolean; readonly value: unknown; readonly at: string };
type Reading = {
  readonly raw: Raw;
  readonly where: Where;
  readonly index: number;
  readonly variables: boolean;
  readonly problems: ProblemList;
};

function pick({ raw, problems }: Reading, name: string, need: Need, at: string): Element | undefined {
  const [plain, inverse] = [name, `Not${name}`];
  const present = [plain, inverse].filter((key) => Object.hasOwn(raw, key));
  const [key] = present;
  if (present.length > 1) problems.add(at, `has both ${plain} and ${inverse}`);
  if (key === undefined && need === "required") problems.add(at, `has neither ${plain} nor ${inverse}`);
  if (key !== undefined && need === "forbidden") problems.add(`${at}.${key}`, "does not belong in this kind of policy");
  if (key === undefined || need === "forbidden" || present.length > 1) return undefined;
  return { negated: key === inverse, value: raw[key], at: `${at}.${key}` };
}

function readActions(element: Element | undefined, problems: ProblemList): Statement["actions"] {
  if (element === undefined) return { negated: false, globs: [] };
  const texts = textsOf(element.value, "text")?.map((text) => text.toLowerCase());
  if (texts === undefined) problems.add(element.at, "must be a text or a list of texts that is not empty");
  for (const text of texts ?? []) {
    if (!ACTION.test(text)) problems.add(element.at, `"${text}" is not an action: write service:Action or *`);
  }
  return { negated: element.negated, globs: (texts ?? []).map(globFrom) };
}

function readResources(element: Element | undefined, { variables, problems }: Reading): Statement["resources"] {
  if (element === undefined) return undefined;
  const texts = textsOf(element.value, "text");
  if (texts === undefined) problems.add(element.at, "must be a text or a list of texts that is not empty");
  const templates = (texts ?? []).flatMap((text): Template[] => {
    const template = parseTemplate(text, { variables, wildcards: true });
    if (!RESOURCE.test(text)) problems.add(element.at, `"${text}" is neither an ARN nor *`);
    else if (variables && VARIABLE_BEFORE_RESOURCE.test(text)) {
      problems.add(element.at, `"${text}" has a policy variable before the fifth colon`);
    } else if (typeof template === "string") problems.add(element.at, template);
    else return [template];
    return [];
  });
  return { negated: element.negated, templates };
}

function readPrincipal(element: Element | undefined, problems: ProblemList): PrincipalElement | undefined {
  return element && parsePrincipalElement(element.value, element.negated, problems, element.at);
}

/** Reads one statement; what is wrong with it is added to the problems, and the statement is then of no use. */
export function parseStatement(reading: Reading): Statement {
  const { raw, where, index, variables, problems } = reading;
  const sid = typeof raw.Sid === "string" && raw.Sid !== "" ? raw.Sid : undefined;
  const at = sid === undefined ? `Statement[${index}]` : `Statement[${index}] (${sid})`;
  const needs = ELEMENTS[where.kind];
  for (const key of Object.keys(raw))
    if (!KNOWN.has(key)) problems.add(`${at}.${key}`, "is not an element of a statement");
  if (raw.Sid !== undefined && typeof raw.Sid !== "string") problems.add(`${at}.Sid`, "must be a text");
  const effect = raw.Effect;
  if (effect !== "Allow" && effect !== "Deny") problems.add(`${at}.Effect`, 'must be "Allow" or "Deny"');
  return {
    ref: { document: where.document, ...(sid === undefined ? {} : { sid }), index },
    effect: effect === "Allow" ? "Allow" : "Deny",
    principal: readPrincipal(pick(reading, "Principal", needs.principal, at), problems),
    actions: readActions(pick(reading, "Action", "required", at), problems),
    resources: readResources(pick(reading, "Resource", needs.resource, at), reading),
    conditions: Object.hasOwn(raw, "Condition")
      ? parseConditions({ value: raw.Condition, variables, problems, at: `${at}.Condition` })
      : [],
  };
}
