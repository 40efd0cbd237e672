import { type AllowList, isAllowed } from "./allowed.ts";
import { judgeLine, type SecretFinding } from "./judge-line.ts";
import type { ToldValue } from "./told-values.ts";

/** What among the values of a program has the shape of a secret, or is one by the program's own word, and is not allowed. */
export function judgeTold(values: readonly ToldValue[], list: AllowList): SecretFinding[] {
  return values.flatMap(({ name, place, value }) => {
    if (typeof value === "string") {
      return value.split("\n").flatMap((line) => judgeLine({ text: `${name}=${line}`, path: place }, list));
    }
    if (value.kind === "later") return [];
    const sighting = { kind: "secret-value", what: "a secret", value: "" };
    return isAllowed(sighting, { path: place, list }) ? [] : [secretFinding(place)];
  });
}

function secretFinding(place: string): SecretFinding {
  return {
    code: "secret-value",
    message: `${capital(place)} is a secret: everybody reads it who may look at what is deployed.`,
    subject: place,
    witness: { fingerprint: "unknown" },
    fix: "Keep it in Secrets Manager, and hand over its id. If it is no secret, allow its place with a reason in .secrets-allow.json.",
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
