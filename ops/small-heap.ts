/** What keeps a process that only passes data on below 200 MB: V8 else lets garbage lie while there is memory. */
export const SMALL_HEAP = ["--max-semi-space-size=4", "--max-old-space-size=128"];

/** Commands that read whole tables or files of any size, a part at a time. */
const STREAMING: ReadonlySet<string | undefined> = new Set(["migrate-schema"]);

/** Starts this very process again with a small heap where its command is one that streams; returns where it is not, or has been. */
export function withSmallHeap(words: readonly string[]): void {
  if (!STREAMING.has(words[0]) || SMALL_HEAP.every((flag) => process.execArgv.includes(flag))) return;
  const [node, script = "", ...rest] = process.argv;
  const env = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""]));
  process.execve?.(
    process.execPath,
    [node ?? process.execPath, ...process.execArgv, ...SMALL_HEAP, script, ...rest],
    env,
  );
}
