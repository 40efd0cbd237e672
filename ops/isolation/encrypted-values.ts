import { isRecord, isSecret, type Snapshot } from "../checks/isolation/snapshot.ts";

/** Where a snapshot holds values that are encrypted and cannot be compared, as `resource: path`. */
export function encryptedValues({ resources }: Snapshot): string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (isSecret(value)) {
      if (value.digest === undefined) found.push(path);
    } else if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) visit(each, `${path}[${at}]`);
    } else if (isRecord(value)) {
      for (const [key, each] of Object.entries(value)) visit(each, `${path}.${key}`);
    }
  };
  for (const { name, properties } of resources) visit(properties, name);
  return found;
}
