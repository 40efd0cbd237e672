import { parseArn } from "./arn.ts";
import type { PrincipalElement } from "./document.ts";
import { isObject, type ProblemList, textsOf } from "./problem-list.ts";

type Form = {
  readonly field: "aws" | "services" | "federated" | "canonicalUsers";
  readonly accepts: RegExp;
  readonly wanted: string;
};

const ACCOUNT = /^\d{12}$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,}$/;
const FORMS: Readonly<Record<string, Form>> = {
  AWS: { field: "aws", accepts: /^[^*?]+$/, wanted: "an account id, an ARN without wildcards or a unique id" },
  Service: {
    field: "services",
    accepts: /^[a-z0-9.-]+\.[a-z.]+$/i,
    wanted: "a service principal such as lambda.amazonaws.com",
  },
  Federated: { field: "federated", accepts: /^[^*?]+$/, wanted: "an identity provider without wildcards" },
  CanonicalUser: {
    field: "canonicalUsers",
    accepts: /^[0-9a-f]{64}$/i,
    wanted: "a canonical user id of 64 hexadecimal digits",
  },
};

function isAwsPrincipal(text: string): boolean {
  return ACCOUNT.test(text) || UNIQUE_ID.test(text) || parseArn(text) !== undefined;
}

/** Reads a Principal or NotPrincipal element in any of its forms; undefined after naming what is wrong with it. */
export function parsePrincipalElement(
  value: unknown,
  negated: boolean,
  problems: ProblemList,
  at: string,
): PrincipalElement | undefined {
  const entries = {
    aws: [] as string[],
    services: [] as string[],
    federated: [] as string[],
    canonicalUsers: [] as string[],
  };
  if (value === "*") return { negated, everyone: true, ...entries };
  if (!isObject(value) || Object.keys(value).length === 0) {
    problems.add(at, 'must be "*" or an object such as {"AWS": …} or {"Service": …}');
    return undefined;
  }
  const before = problems.found.length;
  let everyone = false;
  for (const [name, listed] of Object.entries(value)) {
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    const texts = textsOf(listed, "text");
    if (form === undefined) problems.add(`${at}.${name}`, "is not a kind of principal AWS documents");
    else if (texts === undefined) problems.add(`${at}.${name}`, "must be a text or a list of texts");
    else {
      for (const text of texts) {
        if (text === "*" && form.field === "aws") everyone = true;
        else if (form.accepts.test(text) && (form.field !== "aws" || isAwsPrincipal(text)))
          entries[form.field].push(text);
        else problems.add(`${at}.${name}`, `"${text}" is not ${form.wanted}`);
      }
    }
  }
  return problems.found.length === before ? { negated, everyone, ...entries } : undefined;
}
