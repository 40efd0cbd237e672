import { FIXES } from "./finding-words.ts";
import type { IsolationFinding } from "./judgement.ts";
import { secretOf } from "./pulumi-value.ts";
import { isRecord, isSecret } from "./snapshot.ts";
import type { Item, Pair } from "./stage-model.ts";

type Held = { readonly item: Item; readonly path: string; readonly digest: string };

/** Properties that hold a secret even where nothing marks them. */
const SECRET_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "aws:secretsmanager/secretVersion:SecretVersion": ["secretString", "secretBinary"],
  "aws:apigateway/apiKey:ApiKey": ["value"],
  "aws:iam/accessKey:AccessKey": ["secret"],
  "random:index/randomPassword:RandomPassword": ["result"],
  "random:index/randomString:RandomString": ["result"],
};
const SECRET_NAME = /(key|token|secret|password|passphrase|credential)$/i;
const SHORTEST = 12;

function looksSecret(key: string, text: string): boolean {
  return (
    SECRET_NAME.test(key) &&
    text.length >= SHORTEST &&
    !/^arn:|^https?:|^\[/.test(text) &&
    /\d/.test(text) &&
    /[A-Za-z]/.test(text)
  );
}

function heldBy(item: Item): readonly Held[] {
  const { properties, inputs = {} } = item.resource;
  const known = new Set(SECRET_PROPERTIES[item.type] ?? (properties.type === "SecureString" ? ["value"] : []));
  const held: Held[] = [];
  const visit = (value: unknown, key: string, path: string, top: boolean): void => {
    const here = path === "" ? key : `${path}.${key}`;
    if (isSecret(value)) {
      if (value.digest !== undefined) held.push({ item, path: here, digest: value.digest });
    } else if (typeof value === "string") {
      const environment = /variables/i.test(path);
      if (value !== "" && ((top && known.has(key)) || (environment && looksSecret(key, value)))) {
        held.push({ item, path: here, digest: secretOf(value).digest ?? "" });
      }
    } else if (isRecord(value)) for (const [name, each] of Object.entries(value)) visit(each, name, here, false);
    else if (Array.isArray(value)) for (const [at, each] of value.entries()) visit(each, String(at), here, false);
  };
  for (const bag of [properties, inputs]) for (const [key, value] of Object.entries(bag)) visit(value, key, "", true);
  return held;
}

/** Secret values both stages hold. */
export function equalSecrets({ items }: Pair): readonly IsolationFinding[] {
  const first = new Map<string, Held>();
  const findings = new Map<string, IsolationFinding>();
  for (const held of items.flatMap(heldBy)) {
    const known = first.get(held.digest);
    if (known === undefined) first.set(held.digest, held);
    else if (known.item.side !== held.item.side && !findings.has(held.digest)) {
      const places = [known, held].map(({ item, path }) => `${path} of ${item.label}`);
      findings.set(held.digest, {
        code: "equal-secret",
        message: `${places.join(" and ")} hold the same secret value.`,
        subject: held.item.label,
        witness: { chain: [places[0] ?? "", "same value", places[1] ?? ""] },
        fix: FIXES["equal-secret"],
      });
    }
  }
  return [...findings.values()];
}
