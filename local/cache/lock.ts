import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { Unusable } from "./unusable.ts";

export interface HeldLock {
  release(): void;
}

export interface LockRequest {
  /** The lock file; it stays behind when the lock is released and is never removed. */
  readonly file: string;
  /** Called now and then while another process holds the lock, with that process's id (if known) and the seconds waited. */
  readonly onWait: (owner: number | undefined, seconds: number) => void;
  readonly signal: AbortSignal;
}

const sqliteBusy = 5;
const pollMilliseconds = 200;
const pollsPerNotice = 25;

/**
 * Takes a lock that one process on this machine can hold, waiting for as long as another one does. The operating system
 * itself holds it (an exclusive SQLite transaction), so it is free the moment its owner dies, however it died: there is
 * no stale lock to judge by pid or age. Throws the signal's reason when aborted, `Unusable` when the file cannot be made.
 */
export async function acquireLock({ file, onWait, signal }: LockRequest): Promise<HeldLock> {
  const ownerFile = `${file}.owner`;
  const started = performance.now();
  for (let poll = 0; ; poll += 1) {
    signal.throwIfAborted();
    const database = tryLock(file);
    if (database !== undefined) {
      writeFileSync(ownerFile, String(process.pid));
      return { release: () => database.close() };
    }
    if (poll % pollsPerNotice === 0) onWait(readOwner(ownerFile), Math.round((performance.now() - started) / 1000));
    await pause(pollMilliseconds, undefined, { signal });
  }
}

function tryLock(file: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    database = new DatabaseSync(file);
    // No journal: nothing is ever written, and one left by a killed owner would have to be recovered first.
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return database;
  } catch (cause) {
    database?.close();
    if (isBusy(cause)) return undefined;
    throw new Unusable(`The lock ${file} cannot be taken; check that its folder is on a local disk you may write to.`, {
      cause,
    });
  }
}

/** The low byte of SQLite's code is the kind of failure, the rest its circumstances. */
function isBusy(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && (Number(cause.errcode) & 0xff) === sqliteBusy;
}

function readOwner(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined; // The owner has the lock but has not yet written its name: the wait is the same.
  }
}
