import type { SnapshotResource } from "../../checks/isolation/snapshot.ts";
import { FACET_RULES } from "./facet-rules.ts";

type Known = Pick<SnapshotResource, "type" | "name" | "id" | "arn" | "properties">;

/** Properties by which AWS and programs refer to a thing, beside its ARN, id and name. */
const ALIASES = ["arn", "name", "bucket", "url", "keyId", "streamArn", "layerArn", "executionArn", "functionName"];

/** The names a thing goes by within its family; undefined for what is only a part of another thing. */
export function namesOf(resource: Known): { family: string; names: readonly string[] } | undefined {
  const rule = FACET_RULES[resource.type];
  if (rule === undefined || rule.of !== undefined) return undefined;
  // Not by `name`: without a physical one it is the name in the program, which is the same in every stage.
  const { id, arn, properties } = resource;
  const others = ALIASES.map((alias) => properties[alias]);
  const names = [arn, id, ...others].filter((each) => typeof each === "string" && each !== "");
  return { family: rule.family, names: [...new Set(names as string[])].map(plainName) };
}

/** A name without what only qualifies it: a function's version or alias, `:*` after a log group. */
export function plainName(name: string): string {
  return name
    .replace(/^arn:[^:]+:apigateway:[^:]+:lambda:path\/[^/]+\/functions\/(arn:.+)\/invocations$/, "$1")
    .replace(/^(arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+):.*$/, "$1")
    .replace(/^(arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[^/]+)\/.*$/, "$1")
    .replace(/:\*$/, "");
}

/** Which thing a name within a family means. */
export class Identities {
  readonly #byName = new Map<string, string>();
  readonly #byArn = new Map<string, string>();

  constructor(resources: readonly Known[]) {
    for (const resource of resources) {
      const named = namesOf(resource);
      if (named === undefined) continue;
      const own = this.find(named.family, named.names) ?? named.names[0] ?? resource.name;
      for (const name of named.names) {
        this.#byName.set(`${named.family} ${name}`, own);
        if (name.startsWith("arn:")) this.#byArn.set(name, own);
      }
    }
  }

  /** The one identity of a thing that goes by any of these names in a family. */
  find(family: string, names: readonly string[]): string | undefined {
    return names.map((name) => this.#byName.get(`${family} ${plainName(name)}`)).find((own) => own !== undefined);
  }

  /** The identity of the thing an ARN names, whatever its family. */
  byArn(arn: string): string | undefined {
    return this.#byArn.get(plainName(arn));
  }
}
