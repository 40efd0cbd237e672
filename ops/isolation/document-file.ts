import { open } from "node:fs/promises";
import { badInput, type OpsFailure } from "../failure.ts";

/** Fifty times what a stage of ours comes to; more is read no further, so memory stays bounded. */
const MOST_BYTES = 64 * 1024 * 1024;

const MOST_LEVELS = 80;

export type DocumentFile = {
  path: string;
  /** How a person gets such a file. */
  source: string;
};

/** The JSON document in a file or pipe; a sentence that names the file when it is missing, too large or not JSON. */
export async function readDocument({ path, source }: DocumentFile, signal: AbortSignal): Promise<unknown> {
  const text = await boundedText({ path, source }, signal);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const why = text.trim() === "" ? "it is empty" : error instanceof Error ? error.message : String(error);
    throw badInput(`${path} is not JSON: ${shortened(why)}.`, `Make it anew: ${source}`);
  }
  if (!isDeeperThan(document, MOST_LEVELS)) return document;
  throw badInput(`${path} is nested more than ${MOST_LEVELS} levels deep.`, `Is it the right file? ${source}`);
}

/** Whether values lie within values more than so many times; without recursion, however deep they are. */
function isDeeperThan(document: unknown, levels: number): boolean {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}

async function boundedText({ path, source }: DocumentFile, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const file = await open(path);
    for await (const chunk of file.createReadStream({ signal, highWaterMark: 1024 * 1024 })) {
      size += (chunk as Buffer).length;
      if (size > MOST_BYTES) throw tooLarge(path, source);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    const told = systemReason(error);
    if (told === undefined) throw error;
    throw badInput(`${path} ${told}.`, `Give a file: ${source}`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(path: string, source: string): OpsFailure {
  return badInput(
    `${path} is larger than ${MOST_BYTES / 1024 / 1024} MB, which no export of a stage is.`,
    `Is it the right file? ${source}`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder",
  EACCES: "may not be read by you",
  EPERM: "may not be read by you",
  ENOTDIR: "does not exist",
  ENAMETOOLONG: "has too long a name",
  ELOOP: "is a link that leads in a circle",
};

function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return undefined;
  return REASONS[error.code];
}

function shortened(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/\.$/, "").slice(0, 120);
}
