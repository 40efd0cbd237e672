import type { LineForm } from "./line-text.ts";
import { lineText } from "./line-text.ts";
import type { LogEvent } from "./log-event.ts";
import { isWanted, logLine, type Wanted } from "./log-line.ts";
import { merged } from "./merged.ts";
import { type ReadingPlace, readingPlace } from "./reading-place.ts";
import { Unread } from "./unread.ts";

/** Milliseconds between two readings of a log that is followed. */
const PAUSE = 2_000;

export type PagesArgs = { readonly function: string; readonly from: number; readonly to: number | undefined };

export type ShowLogsArgs = {
  readonly functions: readonly string[];
  /** Epoch milliseconds. */
  readonly since: number;
  readonly wanted: Wanted;
  readonly follow: boolean;
  readonly form: LineForm;
  readonly pages: (args: PagesArgs, signal: AbortSignal) => AsyncIterator<readonly LogEvent[]>;
  /** False once nobody reads any more. */
  readonly write: (text: string) => Promise<boolean>;
  /** Takes sentences about what could not be read. */
  readonly note: (sentence: string) => void;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** Writes what the functions logged in time order, once or until `signal` aborts; the exit code: 3 where some of it could not be read. */
export async function showLogs(args: ShowLogsArgs, signal: AbortSignal): Promise<0 | 3> {
  const places = new Map(args.functions.map((name) => [name, readingPlace(args.since)]));
  const unread = new Unread(args.note);
  try {
    while (await shownOnce({ args, places, unread }, signal)) {
      unread.tell();
      if (!args.follow) break;
      await args.sleep(PAUSE, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    unread.tell();
    if (!args.follow) {
      args.note("Interrupted: there may be more than what is shown.");
      return 3;
    }
  }
  return unread.any ? 3 : 0;
}

type Reading = {
  readonly args: ShowLogsArgs;
  readonly places: ReadonlyMap<string, ReadingPlace>;
  readonly unread: Unread;
};

/** False once nobody reads any more. */
async function shownOnce({ args, places, unread }: Reading, signal: AbortSignal): Promise<boolean> {
  const { follow, wanted, form, write } = args;
  const began = args.now();
  const to = follow ? undefined : began;
  const sources = [...places].map(([name, place]) => readable(name, place));
  for await (const event of merged(sources)) {
    if (places.get(event.function)?.isNew(event) !== true) continue;
    const line = logLine(event.text);
    const text = isWanted({ event, line, wanted }) ? lineText({ event, line }, form) : undefined;
    if (text !== undefined && !(await write(text))) return false;
  }
  return true;

  /** The function's pages up to what AWS refuses, which is told and does not keep the others from being shown. */
  async function* readable(name: string, place: ReadingPlace) {
    try {
      const pages = args.pages({ function: name, from: place.from(), to }, signal);
      for (let page = await pages.next(); page.done !== true; page = await pages.next()) yield page.value;
      place.ended(began);
    } catch (error) {
      if (signal.aborted) throw error;
      unread.add(name, error);
    }
  }
}
