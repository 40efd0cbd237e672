import { badInput, OpsFailure, unreadable } from "../failure.ts";
import { answerStream } from "../output/answer-stream.ts";
import { type FileDraft, fileDraft } from "../output/file-draft.ts";
import { localItems } from "./local-items.ts";
import { isSameFile } from "./same-file.ts";
import { type LocalCounts, transformed } from "./transformed.ts";

const FIX = "Name a file for each.";

export type LocalFileRun = {
  /** The file with items in plain form, one a line; `-` is stdin. */
  readonly input: string;
  /** Where the items go that came through, in their order; `-` is stdout. */
  readonly output: string;
  /** Where the others are listed: line, reason, shape and the item as it was. */
  readonly quarantine?: string;
  /** The way back instead of the way up. */
  readonly down: boolean;
};

export type LocalFileSummary = {
  readonly items: number;
  readonly changed: number;
  readonly unchanged: number;
  /** How many items were quarantined, or refused on the way back, for each reason. */
  readonly reasons: Readonly<Record<string, number>>;
};

/**
 * Runs all migrations over a file of any size, in the same memory. Both files are there when all lines are through, and not
 * before. Throws an `OpsFailure` that names the line or the file.
 */
export async function runLocalFile(run: LocalFileRun, signal: AbortSignal): Promise<LocalFileSummary> {
  await refuseSameFile(run);
  const drafts: FileDraft[] = [];
  try {
    const output = await draftOf(run.output);
    drafts.push(output);
    const quarantine = run.quarantine === undefined ? undefined : await draftOf(run.quarantine);
    if (quarantine) drafts.push(quarantine);
    const counts: LocalCounts = { items: 0, changed: 0, unchanged: 0, reasons: new Map() };
    for await (const items of localItems(run.input, signal)) {
      const { through, left } = transformed(items, { down: run.down, counts });
      await output.write(through);
      await quarantine?.write(left);
    }
    for (const draft of drafts) await draft.keep();
    return { ...counts, reasons: Object.fromEntries(counts.reasons) };
  } catch (error) {
    if (!signal.aborted || error instanceof OpsFailure) throw error;
    throw unreadable("Interrupted before the last line; no file was written.", "Run it again.", error);
  } finally {
    for (const draft of drafts) await draft.drop();
  }
}

async function refuseSameFile({ input, output, quarantine }: LocalFileRun): Promise<void> {
  if (output === "-" && quarantine === "-") throw badInput("--out and --quarantine are both stdout.", FIX);
  const written = quarantine === undefined ? [output] : [output, quarantine];
  for (const [at, path] of written.entries()) {
    for (const other of [input, ...written.slice(0, at)]) {
      // A stream is no file, and stdin is not stdout.
      if (path === "-" || other === "-" || !(await isSameFile(path, other))) continue;
      throw badInput(`${other} and ${path} are the same file.`, FIX);
    }
  }
}

async function draftOf(path: string): Promise<FileDraft> {
  return path === "-" ? standardOutput() : fileDraft(path);
}

/** What is written to stdout is out. */
function standardOutput(): FileDraft {
  const stream = answerStream(process.stdout);
  const nothing = () => Promise.resolve();
  return { write: async (text) => void (text === "" || (await stream.write(text))), keep: nothing, drop: nothing };
}
