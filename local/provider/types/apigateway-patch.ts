import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import type { Value } from "../value.ts";

/** The operations that set each changed input at its path, or clear it when the program no longer gives it. */
export function patches(
  paths: Readonly<Record<string, string>>,
  changed: ReadonlySet<string>,
  inputs: Readonly<Record<string, unknown>>,
): PatchOperation[] {
  return Object.entries(paths)
    .filter(([name]) => changed.has(name))
    .map(([name, path]) => ({ op: "replace", path, value: String(inputs[name] ?? "") }));
}

/** The operations that bring a map under a path from its old entries to the new ones. */
export function mapPatches(path: string, olds: Entries | undefined, news: Entries | undefined): PatchOperation[] {
  const [before, after] = [olds ?? {}, news ?? {}];
  const at = (key: string): string => `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const removed = Object.keys(before).filter((key) => !(key in after));
  const written = Object.entries(after).filter(([key, value]) => before[key] !== value);
  return [
    ...removed.map((key): PatchOperation => ({ op: "remove", path: at(key) })),
    ...written.map(
      ([key, value]): PatchOperation => ({
        op: key in before ? "replace" : "add",
        path: at(key),
        value: String(value),
      }),
    ),
  ];
}

type Entries = Readonly<Record<string, Value | undefined>>;
