import { gunzipSync, gzipSync } from "node:zlib";
import { Failure } from "../domain/failure.ts";
import { persistently } from "./persistence.ts";
import type { MigrationPorts } from "./run-types.ts";

type ArchivePorts = Pick<MigrationPorts, "archive" | "sleep">;
type Lines = { readonly key: string; readonly lines: readonly unknown[] };

/** Archives records, compressed, one JSON line each; they are durable when this returns. */
export async function writeLines(ports: ArchivePorts, { key, lines }: Lines, signal: AbortSignal): Promise<void> {
  const body = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { level: 1 });
  await persistently({ ports }, () => ports.archive.put(key, body, signal), signal);
}

/** The records of an archived object; throws `internal` when it is gone or damaged. */
export async function readLines(ports: ArchivePorts, key: string, signal: AbortSignal): Promise<readonly unknown[]> {
  const body = await persistently({ ports }, () => ports.archive.get(key, signal), signal);
  if (body === undefined) throw unreadable(key, "gone");
  try {
    const text = gunzipSync(body).toString("utf8");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  } catch (error) {
    throw unreadable(key, "damaged", error);
  }
}

/** All keys with a prefix that come after the given one, oldest first. */
export async function archivedKeys(
  ports: ArchivePorts,
  { prefix, after = "" }: { readonly prefix: string; readonly after?: string },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const list = async () => {
    const keys: string[] = [];
    for await (const key of ports.archive.list(prefix, signal)) if (key > after) keys.push(key);
    return keys;
  };
  return persistently({ ports }, list, signal);
}

function unreadable(key: string, how: string, cause?: unknown): Failure {
  return new Failure("internal", `The archived object ${key} is ${how}. Restore it from its bucket's older versions.`, {
    reason: "archive",
    cause,
  });
}
